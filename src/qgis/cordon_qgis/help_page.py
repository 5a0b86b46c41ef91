"""The help beside the dialog: a picture, what the command does, and what each option means."""

import re
from html import escape

from qgis.PyQt.QtCore import QUrl

from .options import ANSWERED, label_of
from .program import HERE


def html(command, manual, problem):
    picture = QUrl.fromLocalFile(str(HERE / "pictures" / f"{command.name}.svg")).toString()
    out = [f'<p><img src="{picture}" width="280"></p>']
    if problem:
        out += [f"<p><b>{escape(line)}</b></p>" for line in problem.splitlines()]
    if not manual:
        return "\n".join(out)
    options = [o for group in manual["groups"] for o in group["options"]]
    labels = {option["name"]: label_of(command, option) for option in options}
    out += [f"<p>{words(paragraph, labels)}</p>" for paragraph in manual["description"]]
    for group in manual["groups"]:
        options = [o for o in group["options"] if o["name"] not in ANSWERED | {"layer"}]
        if not options:
            continue
        out.append(f"<h3>{words(group['title'], labels)}</h3>")
        for option in options:
            default = f" (default: {escape(option['default'])})" if "default" in option else ""
            text = option["text"][:1].upper() + option["text"][1:]
            out.append(f"<p><b>{escape(label_of(command, option))}</b><br>"
                       f"{words(text, labels)}{default}</p>")
    return "\n".join(out)


def words(text, labels):
    """Options by the names that they have in the dialog."""
    def name(match):
        return f"“{labels[match[1]]}”" if match[1] in labels else match[0]

    return escape(re.sub(r"--([a-z]+(?:-[a-z]+)*)", name, text), quote=False)
