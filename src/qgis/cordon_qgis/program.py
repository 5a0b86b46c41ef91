"""Where the program is, which version it is, and which commands and options it has."""

import configparser
import functools
import json
import os
import pathlib
import shutil
import subprocess
from dataclasses import dataclass

from qgis.core import QgsSettings

HERE = pathlib.Path(__file__).resolve().parent
SETTING = "CORDON_PROGRAM"
SETTING_KEY = f"Processing/Configuration/{SETTING}"
SETTING_PLACE = "Settings > Options > Processing > Providers > Cordon > Program"

HOW_TO_GET = (
    "To build it, run these two commands in a copy of Cordon's source, on Debian 12 or Ubuntu:\n"
    "    scripts/quickstart\n"
    "    sudo cmake --install build\n"
    f"If it is installed in a folder that is not on PATH, name it under {SETTING_PLACE}.")


class ProgramError(Exception):
    """There is no program to work with; the message says why and what to do."""


@dataclass(frozen=True)
class Program:
    path: str
    version: str
    manuals: dict  # by command, as `cordon help --json` has them


def plugin_version():
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(HERE / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def find_program():
    """The program that the settings name; else the one on PATH; else that of the build folder,
    where the plugin is run out of a checkout. Raises ProgramError."""
    named = (QgsSettings().value(SETTING_KEY) or "").strip()
    path = named or shutil.which("cordon") or built_program()
    if not path:
        raise ProgramError(f"The program 'cordon' was not found.\n{HOW_TO_GET}")
    if not os.path.isfile(path) or not os.access(path, os.X_OK):
        raise ProgramError(f"The program '{path}' is not there, or cannot be run.\n"
                           f"Correct or empty the setting {SETTING_PLACE}.")
    status = os.stat(path)
    return read_program(path, status.st_mtime_ns, status.st_size)


def built_program():
    path = HERE.parents[2] / "build" / "cordon" if len(HERE.parents) > 2 else None
    in_checkout = path and HERE.parents[1].name == "src" and path.is_file()
    return str(path) if in_checkout else None


@functools.lru_cache(maxsize=4)
def read_program(path, _modified, _size):
    """Asks the program anew only if the file has changed."""
    try:
        said = subprocess.run([path, "help", "--json"], stdin=subprocess.DEVNULL, timeout=30,
                              capture_output=True, text=True, encoding="utf-8", **no_window())
    except (OSError, subprocess.SubprocessError) as error:
        raise ProgramError(f"The program '{path}' could not be run: {error}\n{HOW_TO_GET}")
    try:
        told = json.loads(said.stdout)
        program = Program(path, told["cordon_version"], {m["name"]: m for m in told["commands"]})
    except (ValueError, KeyError, TypeError):
        said_instead = (said.stderr or said.stdout).strip().partition("\n")[0]
        raise ProgramError(
            f"The program '{path}' is not Cordon, or older than this plugin ({plugin_version()})"
            f"{': ' + said_instead if said_instead else ''}\n{HOW_TO_GET}")
    if series(program.version) != series(plugin_version()):
        raise ProgramError(
            f"The program '{path}' is version {program.version}, the plugin {plugin_version()}: "
            "the first two numbers must be the same.\n"
            "Install the version that goes with the other.")
    return program


def series(version):
    return version.split(".")[:2]


def no_window():
    """No console window pops up on Windows."""
    flag = getattr(subprocess, "CREATE_NO_WINDOW", None)
    return {} if flag is None else {"creationflags": flag}
