"""Styles for results without one of their own, and what they are as their abstract."""

from qgis.core import (QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsLineSymbol, QgsMarkerSymbol,
                       QgsProcessingLayerPostProcessorInterface, QgsRendererCategory,
                       QgsSingleSymbolRenderer)

BLUE, RED, GREY, GREEN = "42,98,143", "178,44,38", "110,110,110", "60,130,70"
BAND_COLOURS = ["127,29,29", "185,69,47", "222,124,72", "240,178,117", "248,217,176"]

_waiting = []  # QGIS does not keep post-processors alive
_KEPT = 50


class Styling(QgsProcessingLayerPostProcessorInterface):
    def __init__(self, kind, abstract):
        super().__init__()
        self.kind, self.abstract = kind, abstract

    def postProcessLayer(self, layer, context, feedback):
        metadata = layer.metadata()
        metadata.setAbstract(self.abstract)
        layer.setMetadata(metadata)
        _message, is_styled = layer.loadDefaultStyle()
        renderer = None if is_styled else renderer_of(self.kind, layer)
        if renderer is not None:
            layer.setRenderer(renderer)
            layer.triggerRepaint()


def apply_when_loaded(context, layer, kind, abstract):
    styling = Styling(kind, abstract)
    _waiting.append(styling)
    del _waiting[:-_KEPT]
    context.layerToLoadOnCompletionDetails(layer).setPostProcessor(styling)


def fill(colour, opacity=0.35, pattern="solid"):
    return QgsFillSymbol.createSimple({
        "color": f"{colour},{round(255 * opacity)}", "style": pattern,
        "outline_color": f"{colour},255", "outline_width": "0.35"})


def marker(colour, outline="255,255,255,255"):
    return QgsMarkerSymbol.createSimple({"name": "circle", "size": "2.4", "color": f"{colour},255",
                                         "outline_color": outline, "outline_width": "0.2"})


def renderer_of(kind, layer):
    """None: QGIS's own will do."""
    make = {"zone": zone, "contact": contact, "near": near, "problems": problems,
            "changes": changes}.get(kind)
    return make(layer) if make else None


def values_of(layer, name):
    """What the field says, in the layer's order; empty if there is no such field."""
    index = layer.fields().indexOf(name)
    if index < 0:
        return []
    found = (feature[index] for feature in layer.getFeatures())
    return list(dict.fromkeys(v for v in found if v is not None and str(v) not in ("", "NULL")))


def categories(field, symbols):
    return QgsCategorizedSymbolRenderer(field, [QgsRendererCategory(value, symbol, str(value))
                                                for value, symbol in symbols])


def zone(layer):
    """By what tells the features apart; never by colour alone."""
    if bands := values_of(layer, "band"):
        shades = [BAND_COLOURS[min(i, len(BAND_COLOURS) - 1)] for i in range(len(bands))]
        return categories("band", [(b, fill(c, 0.6)) for b, c in zip(bands, shades)])
    if len(sureness := values_of(layer, "sureness")) > 1:
        patterns = {"certain": "solid", "possible": "b_diagonal"}
        return categories("sureness", [(s, fill(BLUE, 0.45, patterns.get(s, "solid")))
                                       for s in sureness])
    if len(sides := values_of(layer, "side_name")) == 2:
        return categories("side_name", [(sides[0], fill(BLUE)),
                                        (sides[1], fill(RED, 0.6, "f_diagonal"))])
    return QgsSingleSymbolRenderer(fill(BLUE))


def contact(_layer):
    return QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(
        {"line_color": f"{RED},255", "line_width": "0.6", "capstyle": "round",
         "joinstyle": "round"}))


def near(_layer):
    return categories("zone", [("inside", marker(RED)), ("outside", marker("255,255,255",
                                                                           f"{GREY},255")),
                               ("it depends", marker("240,178,117"))])


def problems(_layer):
    return QgsSingleSymbolRenderer(fill(RED, 0.7))


def changes(layer):
    kinds = {"gained": (GREEN, "solid"), "lost": (RED, "f_diagonal"), "kept": (GREY, "dense6")}
    found = [k for k in values_of(layer, "change") if k in kinds]
    return categories("change", [(k, fill(kinds[k][0], 0.5, kinds[k][1])) for k in found]) \
        if found else None
