"""Holds PDFs to the standards they claim: PDF/A-3a and PDF/UA-1 by veraPDF, the syntax of the file by qpdf.

    python .ci/validate.py [FILE …]

Without files, all those in build/. Prints a line for each file and standard, and each rule that is broken: its clause,
its test number and how often. Exits with 1 where one is, and with 2 where it cannot tell.

The first run has Maven fetch veraPDF into build/verapdf/; it needs Java.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf

REPOSITORY = Path(__file__).resolve().parent.parent
BUILT = REPOSITORY / "build"
VERSION = "1.28.2"
JAR = BUILT / "verapdf" / f"greenfield-apps-{VERSION}.jar"
SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
FETCH = (
    *("mvn", "-B", "-q", "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"),
    *(f"-Dartifact=org.verapdf.apps:greenfield-apps:{VERSION}", f"-DoutputDirectory={JAR.parent}"),
)
PROFILES = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}


class CannotTell(Exception):
    """Something is missing without which nothing can be said of the files."""


def fetch() -> None:
    """Sees to it that veraPDF is there, and is what it was."""
    if not shutil.which("java"):
        raise CannotTell("veraPDF needs Java 11 or later, and there is no java (Debian: default-jre-headless)")
    if not JAR.exists():
        if not shutil.which("mvn"):
            raise CannotTell("Maven fetches veraPDF, and there is no mvn (Debian: maven)")
        print(f"Fetching veraPDF {VERSION}: this happens once.", flush=True)
        fetched = subprocess.run(FETCH, cwd=REPOSITORY, capture_output=True, text=True, check=False)
        if fetched.returncode or not JAR.exists():
            raise CannotTell(f"Maven could not fetch veraPDF:\n{fetched.stdout}{fetched.stderr}")
    if hashlib.sha256(JAR.read_bytes()).hexdigest() != SHA256:
        raise CannotTell(f"{shown(JAR)} is not the file that was published: remove it and try again")


def shown(path: Path) -> str:
    return str(path.relative_to(REPOSITORY)) if path.is_relative_to(REPOSITORY) else str(path)


def faults(profile: str, files: Sequence[Path]) -> dict[Path, list[str]]:
    """The rules of a profile that each file breaks, as lines to print."""
    program = ("java", "-XX:+UseSerialGC", "-cp", str(JAR), "org.verapdf.apps.GreenfieldCliWrapper")
    options = ("--flavour", profile, "--format", "json", "--maxfailuresdisplayed", "1", "--nonpdfext")
    names = [str(path) for path in files]
    ran = subprocess.run([*program, *options, *names], capture_output=True, text=True, check=False)
    try:
        jobs = json.loads(ran.stdout)["report"]["jobs"]
        found = {Path(job["itemDetails"]["name"]): list(broken(job)) for job in jobs}
        return {path: found[path] for path in files}
    except (ValueError, KeyError) as error:
        raise CannotTell(f"veraPDF gave no report that can be read:\n{ran.stdout[-2000:]}{ran.stderr}") from error


def broken(job: Mapping[str, Any]) -> Iterator[str]:
    """What veraPDF says of a file: each broken rule with the first place where it is, or why it said nothing."""
    if "validationResult" not in job:
        yield job.get("taskException", {}).get("exceptionMessage", "veraPDF says nothing about the file")
    for result in job.get("validationResult", ()):
        rules = [rule for rule in result["details"]["ruleSummaries"] if rule["ruleStatus"] == "FAILED"]
        for rule in rules:
            places = [check["context"] for check in rule.get("checks", ())[:1]]
            wording = " ".join(rule["description"].split())
            yield f"clause {rule['clause']}, test {rule['testNumber']}: {rule['failedChecks']} times: {wording}"
            yield from (f"  first at {place}" for place in places)
        if not rules and not result["compliant"]:
            yield "veraPDF calls the file invalid, and names no rule"


def damage(path: Path) -> list[str]:
    """What qpdf finds wrong with the syntax of a file."""
    try:
        with pikepdf.open(path) as document:
            return [str(message) for message in document.check_pdf_syntax()]
    except pikepdf.PdfError as error:
        return [str(error)]


def report(path: Path, standard: str, lines: Sequence[str]) -> bool:
    print(f"{shown(path)}: {standard}: {'broken' if lines else 'valid'}")
    print(*(f"  {line}\n" for line in lines), sep="", end="", flush=True)
    return bool(lines)


def main(arguments: Sequence[str]) -> int:
    files = [Path(argument).resolve() for argument in arguments] or sorted(BUILT.glob("*.pdf"))
    try:
        absent = [shown(path) for path in files if not path.is_file()]
        if absent or not files:
            raise CannotTell(f"there is no {', '.join(absent) or 'PDF in build/: make briefs writes them'}")
        fetch()
        wrong = [report(path, "syntax", damage(path)) for path in files]
        for profile, standard in PROFILES.items():
            wrong += [report(path, standard, lines) for path, lines in faults(profile, files).items()]
    except CannotTell as reason:
        print(f"validate: {reason}", file=sys.stderr)
        return 2
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
