"""Reading a forge: GitHub or GitLab, in the cloud or self-hosted."""
