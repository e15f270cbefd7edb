"""A partner, the library and a template become one document."""
