"""The chat doors: one dialogue behind several messengers."""
