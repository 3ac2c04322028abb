"""With whom, when and kept where: our actions, the only layer with effects."""
