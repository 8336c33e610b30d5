"""BK8xx: build, lock and output."""

from briefkit.findings.model import Code, Severity

UNUSED_WAIVER = Code(
    code="BK801",
    title="unused waiver",
    severity=Severity.WARNING,
    message="found a waiver of {code}, and nothing of that kind to waive here",
    meaning="What was accepted is no longer found. A waiver that stays behind would hide the next finding of its kind.",
    example="accept: {BK402: the source rounds freely}",
    mend="remove the line",
)
NOT_WAIVABLE = Code(
    code="BK802",
    title="cannot be waived",
    severity=Severity.ERROR,
    message="found a waiver of {code}: {reason}",
    meaning=(
        "Only findings that a person can judge may be accepted. A quote that is not in its source, or a file "
        "that cannot be read, has to be mended."
    ),
    example="accept: {BK301: close enough}",
    mend="remove the line, and mend the quote",
)
BAD_CONFIG = Code(
    code="BK804",
    title="configuration",
    severity=Severity.ERROR,
    message="found {found}, expected {expected}",
    meaning=(
        "The configuration in briefkit.toml, in [tool.briefkit] of pyproject.toml or in a style's house.toml "
        "is not as the reference has it."
    ),
    example='[rates]\nsuorce = "ecb"',
    mend='[rates]\nsource = "ecb"',
)
NOT_WRITTEN = Code(
    code="BK805",
    title="output not written",
    severity=Severity.ERROR,
    message="{path} could not be written: {reason}",
    meaning=(
        "The folder cannot be written to, or the disk is full. The file that was there before is still there, whole."
    ),
    example="briefkit build with a read-only build/",
    mend="chmod u+w build",
)
BAD_DATE = Code(
    code="BK806",
    title="date of a brief",
    severity=Severity.ERROR,
    message='found the date "{found}", expected a day such as 2023-07-15',
    meaning=(
        "A brief bears the day of its publication. It also dates the PDF file, so that building twice gives "
        "the same bytes."
    ),
    example="date: July 2023",
    mend="date: 2023-07-15",
)
LEFT_OUT = Code(
    code="BK807",
    title="brief not built",
    severity=Severity.NOTE,
    message="{brief} was not built: {count} to mend first",
    meaning="A brief whose figures are not in order is not printed; what was built before stays as it is.",
    example="briefkit build",
    mend="mend the findings above",
)
NOT_SET = Code(
    code="BK808",
    title="setting ended early",
    severity=Severity.ERROR,
    message="{brief} was not set: the process that was to set it has ended, or cannot be reached any more",
    meaning=(
        "Briefs are set in other processes, of this machine or, with `--scheduler`, of others. One of them was killed, "
        "for which too little memory is the usual reason, or its machine is gone. What was built before stays as it is."
    ),
    example="briefkit build --jobs 8",
    mend="briefkit build --jobs 1",
)
SET_OTHERWISE = Code(
    code="BK809",
    title="another environment",
    severity=Severity.ERROR,
    message="{brief} was not set: a worker has {found}",
    meaning=(
        "With `--scheduler`, a PDF comes out the same on each machine, to the byte. Where a worker has another version "
        "of briefkit, of its packages, or of what breaks lines, it sets nothing."
    ),
    example="briefkit build --scheduler tcp://10.0.0.5:8786",
    mend="pip install the same versions on the workers",
)
LOCK_DIFFERS = Code(
    code="BK820",
    title="brief and lock disagree",
    severity=Severity.ERROR,
    message="{figure}: {difference}",
    meaning=(
        "The lock has the figures as last built. What a brief prints has changed since, or the lock was edited by "
        "hand: without a new lock, the change would show in no diff. Only `check --locked` looks for it."
    ),
    example="briefkit check --locked",
    mend="briefkit build",
)
LOCK_UNREADABLE = Code(
    code="BK821",
    title="unreadable lock",
    severity=Severity.ERROR,
    message="found a lock that cannot be read: {reason}",
    meaning=(
        "The lock is cut off, or was edited by hand. A build writes it anew; it keeps what stands under `published`, "
        "and stops where that cannot be read either."
    ),
    example="- figure: dailynk.inmate_share\n  printed:",
    mend="briefkit build",
)
LOCK_NEWER = Code(
    code="BK822",
    title="lock of a newer briefkit",
    severity=Severity.ERROR,
    message="found a lock of version {found}, expected {known} or older",
    meaning="A newer briefkit has written this lock. An older one would lose what it does not know, so it stops.",
    example="lock: 2",
    mend="install the newer briefkit",
)
LOCK_CONFLICT = Code(
    code="BK823",
    title="merge conflict in a lock",
    severity=Severity.ERROR,
    message="found a merge conflict in a lock",
    meaning=(
        "Two branches have changed figures of this brief. Merge its text and its sources; a build then writes the "
        "lock anew, with what was published on either side."
    ),
    example="<<<<<<< HEAD",
    mend="briefkit build",
)
NO_LOCK = Code(
    code="BK824",
    title="no lock",
    severity=Severity.ERROR,
    message="found no lock of {brief}",
    meaning=(
        "A build writes the figures of a brief to its lock, which belongs into version control beside it. Without one, "
        "nothing shows what a change did to the figures. Only `check --locked` looks for it."
    ),
    example="briefkit check --locked",
    mend="briefkit build",
)
