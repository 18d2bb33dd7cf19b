"""Writes PNG files anew with 256 colors, at half their size: those that they have most of, and some that are far from all others."""

import sys

from PIL import Image

for path in sys.argv[1:]:
    with Image.open(path) as picture:
        pixels = picture.convert("RGB")
    counted = pixels.getcolors(pixels.width * pixels.height) or []
    common = [color for _, color in sorted(counted, reverse=True)[:208]]
    rare = pixels.quantize(48, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(channel for color in common for channel in color), *rare[: 48 * 3]])
    pixels.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)
