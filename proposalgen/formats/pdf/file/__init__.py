"""The file: laid-out pages become objects, and these a file (ISO 32000-1 7.5)."""
