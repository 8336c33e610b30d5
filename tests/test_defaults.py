"""The templates and styles that briefkit ships are found from a checkout and from an installed package."""

from pathlib import Path

import pytest

from briefkit.project.defaults import defaults_folder

REPOSITORY = Path(__file__).parent.parent


def test_a_checkout_uses_the_folders_at_its_top() -> None:
    assert defaults_folder("templates") == REPOSITORY / "templates"
    assert defaults_folder("styles") == REPOSITORY / "styles"


def test_an_installed_package_uses_what_it_carries(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "briefkit"
    (package / "defaults" / "styles").mkdir(parents=True)
    assert defaults_folder("styles", package) == package / "defaults" / "styles"


def test_what_the_package_carries_comes_before_what_stands_around_it(tmp_path: Path) -> None:
    package = tmp_path / "src" / "briefkit"
    (package / "defaults" / "styles").mkdir(parents=True)
    (tmp_path / "styles").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert defaults_folder("styles", package) == package / "defaults" / "styles"


def test_folders_around_an_installed_package_are_not_taken_for_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "briefkit"
    package.mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    with pytest.raises(FileNotFoundError, match="own templates are missing"):
        defaults_folder("templates", package)
