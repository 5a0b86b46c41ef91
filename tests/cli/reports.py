"""What the report of a package's edition says, for tests of what is made of several."""

import json


def reported(package, edition):
    """Area, places, and names of the places inside; of figures with bounds, these too."""
    report = json.loads((package / edition / "report.json").read_text())
    facts = {}
    inside = []
    for statement in report["statements"]:
        for fact in statement["facts"]:
            facts.setdefault((statement["section"], fact["measure"]), {})[
                fact["subject"]] = fact["value"]
        if statement["section"] == "Places in the zone" and statement["facts"]:
            inside.append(statement["facts"][0]["subject"])

    def whole(section, measure):  # of a zone on one side, that side is all of it
        values = facts.get((section, measure), {})
        if "zone" in values or len(values) != 1:
            return values.get("zone")
        return next(iter(values.values()))

    [area] = [fact for statement in report["statements"] for fact in statement["facts"]
              if (statement["section"], fact["subject"], fact["measure"]) ==
              ("Zone", "zone", "area")][:1] or [{}]
    return {"bounds": (area.get("least"), area.get("most")),
            "area": whole("Zone", "area"), "places": whole("Places", "places"),
            "people": whole("Places", "known population of places"), "inside": inside}
