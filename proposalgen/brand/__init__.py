"""The look: colours, faces and sizes as data, and the drawings made with them."""
