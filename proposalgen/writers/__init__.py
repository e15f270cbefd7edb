"""The writers: a document and a brand in, the bytes of one format out."""
