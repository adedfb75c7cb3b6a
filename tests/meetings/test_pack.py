"""The pack on paper: agenda with its clock, the papers in their language, the same record the same hash."""

from __future__ import annotations

import io
import subprocess

import pikepdf
import pytest

from tests.make import a_meeting, a_proposal


def text_of(content: bytes, tmp_path) -> str:
    path = tmp_path / "pack.pdf"
    path.write_bytes(content)
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(("lang", "words"), [("en", "Text to be decided"), ("zh", "提请表决的文本")])
def test_agenda_and_papers_in_either_language(session, cast, sign_in, tmp_path, lang, words):
    proposal = a_proposal(session, cast, state="docketed")
    meeting = a_meeting(session, cast, state="called", items=2, about=(proposal,))
    visitor = sign_in("sales", lang)
    assert any(
        link.endswith(f"/pack/{lang}.pdf") for link in visitor.get(f"/meetings/{meeting.code}").links()
    )
    page = visitor.get(f"/meetings/{meeting.code}/pack/{lang}.pdf")
    assert page.response.mimetype == "application/pdf"
    with pikepdf.open(io.BytesIO(page.response.data)) as pdf:
        assert len(pdf.pages) == 2
        assert "/StructTreeRoot" in pdf.Root
    read = text_of(page.response.data, tmp_path)
    for piece in (words, proposal.code, "Item 1", "24 hours for e-mail"):
        assert piece in read


def test_only_readers_get_it(session, cast, sign_in):
    meeting = a_meeting(session, cast)
    assert sign_in("manager").get(f"/meetings/{meeting.code}/pack/en.pdf", status=None).status in (403, 404)
    sign_in("chair").get(f"/meetings/{meeting.code}/pack/fr.pdf", status=404)
    sign_in("chair").get("/meetings/2031-01/pack/en.pdf", status=404)
