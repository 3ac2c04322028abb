"""Helm charts filled in with their default values, and Kustomize overlays merged; nothing is run."""
