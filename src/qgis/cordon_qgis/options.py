"""Which parameters a command gets: operands, options in the program's order, outputs."""

from . import parameters as p

# The program's, not the user's, in QGIS: outputs are replaced, results come as JSON.
ANSWERED = {"output", "overwrite", "json", "quiet", "help", "areas-output"}

ADVANCED = {"crs", "date-format", "distance-field", "edges", "fit", "format", "input-crs", "join",
            "lat-field", "line-crs", "line-where", "lon-field", "method", "min-length",
            "mitre-limit", "nested", "output-crs", "outside", "places-crs", "places-where",
            "precision-field", "segments", "sql", "table", "threads", "where"}

# Where the name of an option, with spaces, would not do.
LABELS = {
    "areas": "Areas to share the zone out to", "between": "Sides, the first one on the left",
    "by": "Divide by who holds it", "cap": "Ends of lines", "clip": "Keep only what lies in",
    "crs": "CRS to buffer in", "dissolve": "One zone, or one for each",
    "distance": "Distance, on each side", "distance-field": "Distance from a field",
    "edges": "Between two vertices", "erase": "Leave out what lies in",
    "format": "OGR driver of the outputs", "gap": "Widest gap",
    "input-crs": "CRS of a source that states none", "join": "Corners of the classic buffer",
    "keep": "Columns to list, too", "left": "Distance on the left",
    "left-name": "Name of the left side", "line-crs": "CRS of a line that states none",
    "line-where": "Only features of the line where", "mitre-limit": "Longest mitre, in distances",
    "nearest": "Only so many of the nearest", "nested": "Whole zones, not bands",
    "output-crs": "CRS of the outputs", "outside": "Leave the areas themselves out",
    "places-crs": "CRS of places that state none", "places-where": "Only places where",
    "places-within": "List places outside, up to", "population": "Population, a raster",
    "population-density": "Its cells hold people per km²", "right": "Distance on the right",
    "right-name": "Name of the right side", "rings": "Bands, such as 5km,10km,20km",
    "segments": "Segments of a quarter circle", "split": "The two sides as features of their own",
    "sql": "SELECT to read instead of the layer", "table": "Table of a database to write to",
    "theme": "Looks of the layers: light, dark or print", "tolerance": "Largest error",
    "uncertainty": "How far the line may be off",
    "where": "Only features where", "width": "Width, from edge to edge",
    "within": "Only places within",
}
COMMAND_LABELS = {("contact", "by"): "Field that says whose it is",
                  ("compare", "by"): "Field that says who holds an area",
                  ("contact", "places"): "The layers are places, not areas",
                  ("contact", "clip"): "Cut the land of the places to",
                  ("zone", "places"): "Places for the layer of towns and villages",
                  ("report", "line"): "Line that the zone was built around"}

# Options that are called as an operand is.
NAMES = {("report", "line"): "ZONE_LINE"}

# Of several, the first that the command has.
PARENTS = {"date-field": ["INCIDENTS"], "precision-field": ["INCIDENTS"],
           "name-field": ["PLACES"], "keep": ["PLACES"], "population-field": ["PLACES"],
           "lat-field": ["PLACES", "AREAS"], "lon-field": ["PLACES", "AREAS"],
           "by": ["AREAS", "OLD"]}


def parameters_of(command, manual):
    sources, outputs = command.sources(), command.outputs()
    options = [option for group in manual["groups"] for option in group["options"]]
    layers = [s.name for s in sources] + [
        p.parameter_name(o["name"]) for o in options if o.get("argument", "").startswith("FILE")]
    taken = {getattr(s, part, None) for s in sources for part in ("where", "crs")}
    spoken_for = {getattr(s, "layer", None) for s in sources} | {"layer"} | ANSWERED
    made = []
    for option in options:
        if option["name"] in spoken_for:
            continue
        parameter = parameter_of(command, option, layers)
        parameter.name = NAMES.get((command.name, option["name"]), parameter.name)
        made.append(p.Shown(parameter) if option["name"] in taken else parameter)
    more = [p.MoreFiles({"name": "output", "text": "further files to write the zone to, separated "
                         "by semicolons; the extension names the format"},
                        "Further files, separated by semicolons", advanced=True)
            ] if command.name == "zone" else []
    for parameter in more:
        parameter.name = "MORE_OUTPUTS"
    return [*sources, *made, *more, *outputs]


def label_of(command, option):
    name = option["name"]
    plain = name.replace("-", " ").capitalize()
    return COMMAND_LABELS.get((command.name, name)) or LABELS.get(name, plain)


def parent_of(option, layers):
    wanted = PARENTS.get(option["name"], [])
    return next((name for name in wanted if name in layers), layers[0])


def parameter_of(command, option, layers):
    name, argument = option["name"], option.get("argument", "")
    common = (option, label_of(command, option), name in ADVANCED)
    if not argument:
        return p.Switch(*common)
    if argument == "LENGTH":
        return p.Length(*common)
    if "|" in argument:
        return p.Choice(*common, layers[0])
    if argument.startswith("FILE"):
        return p.Layer(*common)
    if argument == "RASTER":
        return p.Raster(*common)
    if argument == "CRS":
        return p.Crs(*common)
    if name == "population-band":
        return p.Band(*common, "POPULATION")
    if argument == "N":
        return p.Number(*common, p.DECIMAL if name == "mitre-limit" else p.PLAIN_NUMBER)
    if argument == "FIELD" or name.endswith("-field") or name == "keep":
        return p.Field(*common, parent_of(option, layers))
    return p.Text(*common)
