"""DOCX: its writer, its reader and its checks."""
