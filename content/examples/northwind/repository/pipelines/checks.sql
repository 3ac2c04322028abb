-- run by hand before a training, results go to the chat
select count(*) from returns where order_value is null or order_value < 0;
select channel, count(*) from returns group by channel;
