"""Where a stream is consumed: a client of a streaming system, and a call that takes from it."""

import re

from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, calls, imports, own
from assessment.repository.searching import set_to

_CLIENTS = (
    "kafka", "confluent_kafka", "aiokafka", "faust", "quixstreams", "bytewax", "pyflink", "arroyo",
    "google.cloud.pubsub", "google.cloud.pubsub_v1", "pulsar", "pathway", "apache_beam",
    "pyspark.sql", "boto3", "aiobotocore", "redis", "nats", "azure.eventhub", "faststream",
    "ksql", "pika", "aio_pika",
)  # fmt: skip
# A base class or callback that takes messages, from a package named after a message system.
_RECEIVER = re.compile(
    r"(?:redis|kafka|kombu|pulse|pubsub|kinesis|amqp|nats|mqtt)[\w.]*\.\w*(?:Listener|Consumer)(?:Mixin)?$",
    re.IGNORECASE,
)
# Calls that take from a stream; those that only write to one are left out.
_TAKES = (
    r"(?:KafkaConsumer|AIOKafkaConsumer|DeserializingConsumer|AvroConsumer|SubscriberClient|"
    r"EventHubConsumerClient)$|(?:confluent_kafka|arroyo[\w.]*)\.\w*Consumer\w*$|"
    r"StreamProcessor$|readStream|faust\.App$|app\.agent$|"
    r"(?:^|\.)FlinkKafkaConsumer$|KafkaSource|StreamExecutionEnvironment|ReadFromPubSub$|"
    r"ReadFromKafka$|(?:^|\.)xread(?:group)?$|(?:^|\.)get_shard_iterator$|get_processed_since$|"
    r"pathway\.io\.kafka\.read$|add_kafka_source|(?:^|\.)pull_subscribe$|quixstreams\.Application$"
)


def consumers(evidence: RepositoryEvidence) -> list[Hit]:
    """Consumers in own code; a client that only sends is none, nor is a queue of tasks."""
    modules = own(evidence)
    clients = {hit.path for hit in imports(modules, _CLIENTS)}
    found = [hit for hit in calls(modules, _TAKES) if hit.path in clients]
    found += [
        Hit(module.path, line, name)
        for module in modules
        for name, line in module.imports.items()
        if _RECEIVER.search(name)
    ]
    kinesis = {hit.path for hit in set_to(modules, "0", "^kinesis$", r"client$|resource$")}
    return found + [hit for hit in calls(modules, r"\.get_records$") if hit.path in kinesis]
