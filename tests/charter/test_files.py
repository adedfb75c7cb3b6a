"""A charter as a folder: written and read alike, also from the command line."""

from pathlib import Path

from flask import Flask

from council.charter import files, starter


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    files.write(tmp_path / "charter", starter.articles(), starter.rules())
    assert files.read(tmp_path / "charter") == (starter.articles(), starter.rules())


def test_the_shipped_folder_is_as_the_command_writes_it(tmp_path: Path) -> None:
    files.write(tmp_path, starter.articles(), starter.rules())
    for name in ("en.md", "zh.md", "meta.toml"):
        assert (tmp_path / name).read_text() == (starter.FOLDER / name).read_text()


def test_the_version_in_force_is_exported(own_app: Flask, tmp_path: Path) -> None:
    done = own_app.test_cli_runner().invoke(args=["charter", "export", str(tmp_path / "out")])
    assert done.exit_code == 0 and "charter v1: 64 articles" in done.output
    assert files.read(tmp_path / "out") == (starter.articles(), starter.rules())


def test_a_version_that_is_not_there_is_said(own_app: Flask, tmp_path: Path) -> None:
    done = own_app.test_cli_runner().invoke(args=["charter", "export", str(tmp_path), "--number", "7"])
    assert done.exit_code == 1 and "There is no charter v7." in done.output
