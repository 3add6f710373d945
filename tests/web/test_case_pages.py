"""The case page, its steps and the list."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
import talks
from cast import Cast
from django.test import Client
from openpyxl import load_workbook
from story import Story
from talks import Visit

from fengqiao.cases.models import Case, Participation
from fengqiao.web.cases import panels
from fengqiao.web.cases.export import harmless


def address(story: Story, step: str = "") -> str:
    """Return the address of the case, or of one of its steps."""
    return f"/cases/{story.case.pk}/" + (f"steps/{step}/" if step else "")


def test_the_page_shows_one_card_that_waits_for_this_person(story: Story, visit: Visit) -> None:
    html = visit(story.cast.ali).get(address(story)).content.decode()
    assert html.count("card--now") == 1
    assert html.count('class="btn" href') == 1
    assert "同意，去签名" in html


def test_somebody_with_nothing_to_do_reads_whom_the_case_waits_for(story: Story, visit: Visit) -> None:
    html = visit(story.cast.luo).get(address(story)).content.decode()
    assert "card--now" not in html
    assert "现在等：申请人 / 被申请人" in html


def test_a_step_that_cannot_be_taken_stands_beside_its_reason(story: Story, visit: Visit) -> None:
    html = visit(story.cast.ali).get(address(story)).content.decode()
    assert 'aria-disabled="true" aria-describedby="why-list_papers"' in html
    assert "对方的材料还没有到齐" in html


def test_the_way_out_is_in_sight(story: Story, visit: Visit) -> None:
    assert address(story, "leave") in visit(story.cast.bowen).get(address(story)).content.decode()


def test_the_bridge_stands_at_mediation(story: Story, visit: Visit) -> None:
    stations = visit(story.cast.ali).get(address(story)).context["bridge"].stations
    assert [station.state for station in stations] == ["done", "done", "now", "ahead", "ahead"]


def test_a_case_that_was_left_ends_where_it_stood(story: Story, visit: Visit) -> None:
    story.then("bowen", talks.leave)
    stations = visit(story.cast.ali).get(address(story)).context["bridge"].stations
    assert [station.state for station in stations][2] == "ended"


def test_a_time_limit_shows_its_arithmetic(story: Story, visit: Visit) -> None:
    html = visit(story.cast.ali).get(address(story)).content.decode()
    assert "还剩 <b>30</b> 天" in html
    assert "当日不算" in html


def test_the_story_so_far_names_who_did_what_on_which_basis(story: Story, visit: Visit) -> None:
    html = visit(story.cast.ali).get(address(story)).content.decode()
    assert "受理了申请" in html
    assert "第八条" in html
    assert "您提交了申请" in html


def test_a_stranger_and_a_wrong_id_meet_the_same_page(story: Story, visit: Visit) -> None:
    stranger = visit(story.cast.stranger)
    own, wrong = stranger.get(address(story)), stranger.get(f"/cases/{uuid4()}/")
    assert own.status_code == wrong.status_code == 404
    assert stranger.post(address(story, "nod"), {"revision": "2"}).status_code == 404


def test_a_visitor_is_asked_to_log_in(story: Story, visit: Visit) -> None:
    assert visit(None).get(address(story))["Location"].startswith("/login/?next=/cases/")


def test_a_step_is_taken_once_and_leads_back_to_the_case(story: Story, visit: Visit) -> None:
    ali, data = visit(story.cast.ali), {"revision": story.case.revision, "reason": "谈好了"}
    first = ali.post(address(story, "settle"), data)
    assert (first.status_code, first["Location"]) == (303, address(story))
    again = ali.post(address(story, "settle"), data)
    assert again.status_code == 409
    assert "待签名" in again.content.decode()
    assert Case.objects.get().records.filter(step="talks.settle").count() == 1


def test_an_error_stands_in_the_summary_and_at_the_field(story: Story, visit: Visit) -> None:
    data = {"revision": story.case.revision, "reason": " "}
    answer = visit(story.cast.ali).post(address(story, "settle"), data)
    assert answer.status_code == 422
    assert answer.content.decode().count("写一句理由，对方会看到") == 2


def test_a_refused_step_says_why(story: Story, visit: Visit) -> None:
    answer = visit(story.cast.ali).post(address(story, "list_papers"), {"revision": story.case.revision})
    assert answer.status_code == 422
    assert "对方的材料还没有到齐" in answer.content.decode()


def test_a_commuting_step_is_taken_from_an_old_page(story: Story, visit: Visit) -> None:
    seen = story.case.revision
    story.then("bowen", talks.nod)
    assert visit(story.cast.ali).post(address(story, "nod"), {"revision": seen}).status_code == 303


@pytest.mark.parametrize("revision", ["", "x", "-1", "²", "9" * 30])
def test_a_broken_revision_is_a_bad_request(story: Story, visit: Visit, revision: str) -> None:
    answer = visit(story.cast.ali).post(address(story, "nod"), {"revision": revision})
    assert answer.status_code == 400


def test_looking_at_a_step_changes_nothing(story: Story, visit: Visit) -> None:
    html = visit(story.cast.ali).get(address(story, "settle")).content.decode()
    assert "案件会变成：<b>待签名</b>" in html
    assert Case.objects.get().revision == story.case.revision


def test_a_step_of_another_role_is_not_open(story: Story, visit: Visit) -> None:
    assert visit(story.cast.ali).get(address(story, "accept")).status_code == 403
    assert visit(story.cast.ali).get(address(story, "no_such")).status_code == 404


def test_the_case_page_asks_the_database_at_most_15_times(
    story: Story, visit: Visit, django_assert_max_num_queries: object
) -> None:
    for who in (story.cast.ali, story.cast.luo):
        browser = visit(who)
        with django_assert_max_num_queries(15):  # type: ignore[operator]
            assert browser.get(address(story)).status_code == 200


def test_another_area_brings_its_part_along(story: Story, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "PANELS", {})
    panels.add("bridge", "桥", "shell/_arch.html", lambda case, actor, at: {} if actor.is_party else None)
    assert "panel-bridge" in visit(story.cast.ali).get(address(story)).content.decode()
    assert "panel-bridge" not in visit(story.cast.luo).get(address(story)).content.decode()


def test_a_party_meets_cards_and_staff_a_table(story: Story, visit: Visit) -> None:
    assert "<table" not in visit(story.cast.ali).get("/cases/").content.decode()
    assert "<table" in visit(story.cast.luo).get("/cases/").content.decode()
    assert not visit(story.cast.stranger).get("/cases/").context["rows"]


@pytest.mark.parametrize(("query", "found"), [("q=博文", 1), ("q=7K3M-92", 1), ("q=林", 0), ("state=talks:over", 0)])
def test_staff_find_a_case_by_party_code_and_state(story: Story, visit: Visit, query: str, found: int) -> None:
    assert len(visit(story.cast.luo).get(f"/cases/?{query}").context["rows"]) == found


def test_the_list_asks_a_fixed_number_of_times(
    story: Story, visit: Visit, django_assert_max_num_queries: object
) -> None:
    browser = visit(story.cast.luo)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        browser.get("/cases/?order=opened&closed=1")


def test_an_exported_cell_never_runs(story: Story, visit: Visit) -> None:
    Participation.objects.filter(role="respondent").update(name="=HYPERLINK(1)")
    luo = visit(story.cast.luo)
    assert "'=HYPERLINK(1)" in luo.get("/cases/export.csv").content.decode("utf-8-sig")
    sheet = load_workbook(BytesIO(luo.get("/cases/export.xlsx").content)).active
    assert sheet["F2"].value == "'=HYPERLINK(1)"
    assert sheet["F2"].data_type == "s"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1"])
def test_risky_text_is_made_plain(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_parties_cannot_export(story: Story, visit: Visit) -> None:
    assert visit(story.cast.ali).get("/cases/export.csv").status_code == 404
    assert visit(story.cast.luo).get("/cases/export.exe").status_code == 404


def test_names_and_codes_are_marked_for_tools(story: Story, visit: Visit, cast: Cast) -> None:
    html = visit(cast.ali).get(address(story), headers={"accept-language": "en"}).content.decode()
    assert '<b data-party lang="zh-Hans">阿丽</b>' in html
    assert 'data-case translate="no">7K3M-92</b>' in html


def test_an_english_page_names_the_cause_in_english(story: Story) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(story.cast.ali, "fengqiao.people.backends.StaffBackend")
    page = client.get(f"/cases/{story.case.pk}/").content.decode()
    assert "Online service contract dispute" in page
    assert "网络服务合同纠纷" not in page
