"""Invitations: a person answers alone, through a link that is signed, ends and can be revoked."""
