"""What a workshop's phones and big screen are served: small static pages, events, votes."""
