"""Layouts: how each kind of section is composed on its pages."""
