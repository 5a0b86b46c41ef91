"""What a result says, in words for the log."""


def tell(command, outcome, feedback):
    result = outcome.result
    feedback.pushInfo("")
    feedback.pushInfo(statement(command, result))
    for line in LINES.get(command.name, lambda _result: [])(result):
        feedback.pushInfo(line)
    if command.name == "verify" and not result["holds"]:
        feedback.pushWarning("The zone does not hold its tolerance.")
    for file in result.get("files", []):
        feedback.pushInfo(f"Written: {file['path']} ({file['size_bytes']:,} bytes)")


def statement(command, result):
    """A sentence to quote."""
    if command.name == "contact":
        number = result["lines"]
        return (f"Line of contact: {result['length_m'] / 1000:,.1f} km in {number} "
                f"line{'' if number == 1 else 's'}")
    if command.name == "report":
        zone = next((s for s in result["statements"] if s["section"] == "Zone"), None)
        return zone["sentence"] if zone else result["title"]
    if command.name == "compare":
        return compared(result["steps"][-1])
    return result["statement"]


def zone_lines(result):
    zone, line = result["zone"], result["line"]
    area = (f"{zone['area_km2']:,.1f} km²" if "area_km2" in zone else
            f"{zone['area_min_km2']:,.1f} to {zone['area_max_km2']:,.1f} km²")
    yield f"Line: {line['length_km']:,.1f} km"
    yield f"Zone: {area}, {zone['vertices']:,} vertices"
    if certificate := result.get("certificate"):
        yield (f"Certificate: the boundary is at most {certificate['outward_error_m']:g} m too far "
               f"out and {certificate['inward_error_m']:g} m too far in (tolerance "
               f"{certificate['tolerance_m']:g} m), checked over {certificate['edges']:,} edges "
               "against the original line with exact geodesics")


def contact_lines(result):
    for pair in result["pairs"]:
        yield (f"{pair['left']} (left) and {pair['right']}: {pair['length_m'] / 1000:,.1f} km; "
               f"widest gap {pair['gap_max_m']:,.0f} m, widest overlap "
               f"{pair['overlap_max_m']:,.0f} m")


def near_lines(result):
    for place in result["near"][:10]:
        yield (f"  {place.get('name') or 'a place without a name'}: "
               f"{place['distance_m'] / 1000:,.3f} km, {place.get('side') or 'on the line'}, "
               f"{place['zone']}")
    if len(result["near"]) > 10:
        yield f"  and {len(result['near']) - 10:,} more"


def report_lines(result):
    section = None
    for said in result["statements"]:
        if said["section"] != section:
            section = said["section"]
            yield f"\n{section}"
        yield f"  {said['sentence']}"


def compared(step):
    areas = step["areas"]
    if not areas:
        return f"{step['old']['file']} to {step['new']['file']}: nothing to compare"
    first = areas[0]
    parts = [f"{measure} {first[f'{measure}_km2']:,.1f} km²" for measure in
             ("gained", "lost", "kept") if f"{measure}_km2" in first]
    return f"{step['old']['file']} to {step['new']['file']}: {', '.join(parts)}"


def compare_lines(result):
    for step in result["steps"]:
        if len(result["steps"]) > 1:
            yield compared(step)
        for change in step["transfers"]:
            yield f"  {change['from']} to {change['to']}: {change['area_km2']:,.1f} km²"
        if moved := step["line_moved"]:
            yield (f"  The line moved by {moved['mean_m'] / 1000:,.1f} km on average, by "
                   f"{moved['largest_m'] / 1000:,.1f} km at most")


def verify_lines(result):
    for check in result["checks"]:
        yield (f"  {check['check']}: at most {check['outward']['error_m']:g} m too far out and "
               f"{check['inward']['error_m']:g} m too far in")
    for left_out in result["not_checked"]:
        yield f"  Not checked: {left_out}"


LINES = {"zone": zone_lines, "contact": contact_lines, "near": near_lines, "report": report_lines,
         "compare": compare_lines, "verify": verify_lines}
