"""Raster images of a PDF (ISO 32000-1 8.9.5)."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from PIL import Image


def read_images(data: bytes) -> list[Image.Image]:
    """Return the images of a PDF in RGB, with transparency where they have it."""
    images: list[Image.Image] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
        # A soft mask is an image too, but shows nothing of its own (11.6.5.3).
        masks = {stream.SMask.objgen for stream in streams if "/SMask" in stream}
        for stream in streams:
            if stream.get("/Subtype") != "/Image" or stream.objgen in masks:
                continue
            image = pikepdf.PdfImage(stream).as_pil_image().convert("RGB")
            if "/SMask" in stream:
                mask: Any = stream.SMask
                image.putalpha(pikepdf.PdfImage(mask).as_pil_image().convert("L"))
            images.append(image)
    return images
