"""Painting only what changed: a letter typed paints one field, not every widget around it.

Textual draws whatever shares a scrolled container with what changed, and every container
behind it, though the strips in front win. Here a widget beside the change is left out, and what
lies behind one that covers the whole change is not asked. Textual is pinned exactly, since
``Compositor._get_renders`` is its own affair.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class NearCompositor(Compositor):
    """A compositor for screens with many small widgets."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Region, clip and strips of each widget in ``crop``, the foremost first."""
        whole = crop or self.size.region
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen.overlaps(whole):
                yield region, clip, widget.render_lines(seen.translate((-region.x, -region.y)))
                if seen.contains_region(whole):
                    return
