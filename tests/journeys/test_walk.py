"""The main job from the first click to the last: a proposal becomes a decision, an initiative, a policy, minutes and a report."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Person, Served

PASSWORD = "quay-lantern-demo"
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TEXT = {
    "en": {
        "title": "Call back within two hours after a failed delivery",
        "problem": "Customers whose delivery failed call us three times on average before they know what happens next.",
        "request": "Customer Service calls back within two hours after each failed delivery.",
        "benefit": "Fewer repeated calls, and fewer complaints.",
        "metric": "Complaints per 1,000 contacts",
        "aim": "Fewer complaints in a thousand contacts",
        "item": "How the December peak is staffed",
        "notes": "Operations can send the list of failed deliveries every hour.",
        "recused": "Tomas Lind",
        "interest": "My team runs the courier contract.",
        "action": "Send the hourly list of failed deliveries to the call centre",
        "summary": "A call back after a failed delivery is promised.",
        "message": "The council asks for two more call-back agents from March.",
        "place": "Room Lighthouse",
    },
    "zh": {
        "title": "配送失败后两小时内回电",
        "problem": "配送失败的客户平均要来电三次，才知道下一步会怎样。",
        "request": "每次配送失败后，客户服务部在两小时内回电。",
        "benefit": "减少重复来电，减少投诉。",
        "metric": "每千次服务投诉量",
        "aim": "降低每千次服务投诉量",
        "item": "十二月高峰期的人员安排",
        "notes": "运营部可以每小时发送配送失败清单。",
        "recused": "林拓",
        "interest": "我的团队负责该物流合同。",
        "action": "每小时把配送失败清单发给呼叫中心",
        "summary": "承诺在配送失败后回电。",
        "message": "委员会请求自三月起增加两名回电坐席。",
        "place": "灯塔会议室",
    },
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_walk(browser: Browser, demo_served: Callable[[str], Served], lang: str) -> None:
    served = demo_served(lang)
    Walk(browser, served, lang).go()


class Walk:
    """The people of the walk, each at their own browser, and what they hand to each other."""

    def __init__(self, browser: Browser, served: Served, lang: str) -> None:
        self.browser, self.served, self.lang, self.text = browser, served, lang, TEXT[lang]

    def person(self, part: str, **context: object) -> Person:
        return Person(self.browser, self.served, self.lang, f"{part}@lantern-quay.test", PASSWORD, **context)

    def go(self) -> None:
        self.clock = self.served.clock
        self.a_representative_proposes()
        self.the_secretary_takes_it_on()
        self.a_member_writes_a_policy_version()
        self.the_chair_builds_the_agenda_and_calls()
        self.the_meeting_decides()
        self.what_the_decision_set_off()
        self.the_minutes_are_approved_by_the_next_meeting()
        self.management_reads_the_report()

    def a_representative_proposes(self) -> None:
        sales = self.person("sales")
        page = sales.go("/")
        sales.look()
        sales.go("/proposals/new")
        sales.look()
        page.locator("main form button[type=submit]").last.click()
        expect(page.get_by_role("alert")).to_be_visible()
        sales.look()
        page.fill("[name=title]", self.text["title"])
        for name in ("problem", "request", "benefit"):
            page.fill(f"[name={name}]", self.text[name])
        page.locator("#metrics summary").click()
        metric = page.locator("#metrics li", has_text=self.text["metric"])
        metric.locator("input[type=checkbox]").check()
        metric.locator("input[type=text]").fill(self.text["aim"])
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(re.compile(r"/proposals/P-\d{4}-\d{3}$"))
        self.proposal = page.url.rsplit("/", 1)[1]
        sales.look()
        sales.push("/submit")
        expect(page.locator(".page-head")).to_contain_text(sales.say("Submitted"))
        sales.close()

    def the_secretary_takes_it_on(self) -> None:
        secretary = self.person("quality")
        page = secretary.go("/")
        expect(page.locator("main")).to_contain_text(self.text["title"])
        page.get_by_role("link", name=self.text["title"]).first.click()
        secretary.push("/docket")
        expect(page.locator(".page-head")).to_contain_text(secretary.say("On the docket"))
        secretary.look()
        secretary.close()

    def a_member_writes_a_policy_version(self) -> None:
        member = self.person("service")
        page = member.go("/policies/service-recovery")
        member.look()
        member.go("/policies/service-recovery/draft")
        member.look()
        body = f"[name=body_{self.lang}]"
        page.fill(body, page.input_value(body) + "\n\n" + self.text["request"])
        page.fill("[name=change_summary]", self.text["summary"])
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(re.compile(r"/policies/service-recovery/v\d+$"))
        self.policy = page.url.rsplit("/", 1)[1]
        member.push("/submit")
        expect(page.locator(".page-head")).to_contain_text(member.say("In review"))
        member.look()
        member.close()

    def the_chair_builds_the_agenda_and_calls(self) -> None:
        chair = self.person("chair")
        page = chair.go("/meetings/new")
        page.fill("[name=day]", "2026-12-08")
        page.fill("[name=starts]", "14:00")
        page.fill("[name=ends]", "16:00")
        page.fill("[name=place]", self.text["place"])
        chair.look()
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(re.compile(r"/meetings/2026-\d+"))
        self.meeting = re.findall(r"/meetings/(2026-\d+)", page.url)[0]
        chair.go(f"/meetings/{self.meeting}/agenda")
        chair.look()
        for title in (self.text["title"], self.policy_name()):
            page.locator("#docket li", has_text=title).first.locator("button").click()
            expect(page.locator("#agenda")).to_contain_text(title)
        page.locator("#agenda .card-actions a").click()
        page.fill("[name=title]", self.text["item"])
        page.fill("[name=minutes]", "25")
        page.locator("main form button[type=submit]").last.click()
        chair.go(f"/meetings/{self.meeting}/agenda")
        expect(page.locator("#agenda [data-item]")).to_have_count(3)
        page.locator("#agenda [data-item]").nth(2).locator("[data-move=up]").click()
        page.locator("#agenda input[type=number]").first.fill("30")
        page.locator("#agenda .form-buttons button").click()
        expect(page.locator("#agenda input[type=number]").first).to_have_value("30")
        chair.go(f"/meetings/{self.meeting}")
        chair.push("/call")
        expect(page.locator(".page-head")).to_contain_text(chair.say("Called"))
        chair.look()
        chair.close()

    def policy_name(self) -> str:
        return {"en": "Service recovery", "zh": "服务补救制度"}[self.lang]

    def the_meeting_decides(self) -> None:
        self.clock.jump_to(datetime(2026, 12, 8, 6, 0, tzinfo=UTC))
        chair = self.person("chair")
        page = chair.go(f"/minutes/{self.meeting}/room")
        chair.look()
        arrives = page.locator("form[action$='/arrive'] button")
        here = arrives.count()
        assert here >= 7
        for left in range(here, 1, -1):
            arrives.first.click()
            expect(arrives).to_have_count(left - 1)
        chair.push("/open")
        expect(page.locator(".quorum-line")).to_contain_text(chair.say("Quorum met"))
        chair.look()
        chair.push("/start")
        for _ in range(3):
            title = page.locator("#now-title").inner_text()
            if title == self.text["title"]:
                self.a_roll_call_with_a_recusal(chair)
            elif self.policy_name() in title:
                self.a_vote(chair, "policy")
            else:
                page.fill("#notes", self.text["notes"])
                page.locator("form.notes-form button").click()
                expect(page.locator("#notes")).to_have_value(self.text["notes"])
            page.locator(".now-foot form").first.locator("button").click()
        chair.look()
        chair.push("/close")
        page.wait_for_url(f"**/minutes/{self.meeting}")
        chair.look()
        chair.close()

    def a_roll_call_with_a_recusal(self, chair: Person) -> None:
        page = chair.page
        page.locator("details.fold", has=page.locator("form[action*='/interest']")).locator("summary").click()
        page.select_option("#interest-person", label=self.text["recused"])
        page.fill("#interest-reason", self.text["interest"])
        page.locator("form[action*='/interest'] button").last.click()
        expect(page.locator("main")).to_contain_text(self.text["interest"])
        self.a_vote(chair, "ordinary", against=1)
        page.locator("details.fold", has=page.locator("form[action$='/room/actions']")).locator(
            "summary"
        ).click()
        form = page.locator("form[action$='/room/actions']")
        form.locator("[name=text]").fill(self.text["action"])
        form.locator("[name=owner_id]").select_option(index=2)
        form.locator("[name=due_on]").fill("2026-12-31")
        form.locator("button").last.click()
        expect(page.locator("main")).to_contain_text(self.text["action"])

    def a_vote(self, chair: Person, decision_class: str, against: int = 0) -> None:
        page = chair.page
        put = page.locator("form[action$='/put']")
        put.locator("[name=decision_class]").select_option(decision_class)
        put.locator("[name=method]").select_option("roll_call")
        for name, index in (("mover_seat_id", 1), ("seconder_seat_id", 2)):
            put.locator(f"[name={name}]").select_option(index=index)
        put.locator("button[type=submit]").click()
        lines = page.locator(".roll-list form")
        expect(lines.first).to_be_visible()
        chair.look()
        for i in range(lines.count()):
            choice = "no" if i < against else "yes"
            button = lines.nth(i).locator(f"button[value={choice}]")
            button.click()
            expect(
                page.locator(".roll-list form").nth(i).locator(f"button[value={choice}]")
            ).to_have_attribute("aria-pressed", "true")
        page.locator(".closing-form button").click()
        expect(page.locator(".vote.is-done")).to_contain_text(chair.say("Carried"))
        expect(page.locator(".vote.is-done .working")).to_be_visible()
        chair.look()

    def what_the_decision_set_off(self) -> None:
        sales = self.person("sales")
        page = sales.go(f"/proposals/{self.proposal}")
        expect(page.locator(".page-head")).to_contain_text(sales.say("Adopted"))
        sales.look()
        thread = page.locator(".thread")
        expect(thread).to_contain_text("D-2026-")
        self.decision = re.findall(r"/decisions/(D-2026-\d+)", page.content())[0]
        self.initiative = re.findall(r"/initiatives/(I-2026-\d+)", page.content())[0]
        sales.go(f"/decisions/{self.decision}")
        expect(page.locator("main")).to_contain_text(self.text["request"])
        expect(page.locator("tr", has_text=self.text["recused"])).to_contain_text(sales.say("Recused"))
        sales.look()
        sales.go("/decisions/")
        expect(page.locator("main")).to_contain_text(self.decision)
        sales.look()
        sales.go(f"/initiatives/{self.initiative}")
        expect(page.locator(".thread")).to_contain_text(self.proposal)
        sales.look()
        sales.go("/council/actions/")
        expect(page.locator("main")).to_contain_text(self.text["action"])
        sales.go(f"/policies/service-recovery/{self.policy}")
        expect(page.locator(".page-head")).to_contain_text(sales.say("In force"))
        older = int(self.policy[1:]) - 1
        sales.go(f"/policies/service-recovery/v{older}...{self.policy}")
        expect(page.locator("ins").first).to_be_visible()
        sales.look()
        sales.close()

    def the_minutes_are_approved_by_the_next_meeting(self) -> None:
        secretary = self.person("quality")
        page = secretary.go(f"/minutes/{self.meeting}")
        secretary.push("/circulate")
        expect(page.locator(".page-head")).to_contain_text(secretary.say("Circulated for comment"))
        secretary.look()
        chair = self.person("chair")
        page = chair.go("/meetings/new")
        for name, value in (
            ("day", "2026-12-22"),
            ("starts", "14:00"),
            ("ends", "15:00"),
            ("place", self.text["place"]),
        ):
            page.fill(f"[name={name}]", value)
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(re.compile(r"/meetings/2026-\d+"))
        following = re.findall(r"/meetings/(2026-\d+)", page.url)[0]
        chair.go(f"/meetings/{following}/agenda")
        page.locator("#docket li", has_text=self.meeting).first.locator("button").click()
        chair.go(f"/meetings/{following}")
        chair.push("/call")
        expect(page.locator(".page-head")).to_contain_text(chair.say("Called"))
        chair.close()
        self.clock.jump_to(datetime(2026, 12, 22, 6, 0, tzinfo=UTC))
        chair = self.person("chair")
        page = chair.go(f"/minutes/{following}/room")
        arrives = page.locator("form[action$='/arrive'] button")
        for left in range(arrives.count(), 1, -1):
            arrives.first.click()
            expect(arrives).to_have_count(left - 1)
        chair.push("/open")
        chair.push("/start")
        put = page.locator("form[action$='/put']")
        put.locator("[name=method]").select_option("consent")
        put.locator("button[type=submit]").click()
        page.locator(".closing-form button").click()
        expect(page.locator(".vote.is-done")).to_contain_text(chair.say("Carried"))
        chair.close()
        secretary = self.person("quality")
        page = secretary.go(f"/minutes/{self.meeting}")
        secretary.push("/seal")
        expect(page.locator(".page-head")).to_contain_text(secretary.say("Approved"), timeout=30_000)
        secretary.look()
        pdf = secretary.context.request.get(f"/minutes/{self.meeting}.pdf?lang={self.lang}")
        assert pdf.ok and pdf.body().startswith(b"%PDF")
        secretary.close()

    def management_reads_the_report(self) -> None:
        self.clock.jump_to(datetime(2027, 1, 11, 2, 0, tzinfo=UTC))
        secretary = self.person("quality")
        page = secretary.go("/reports/new")
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(re.compile(r"/reports/2026-Q4"))
        secretary.look()
        secretary.go("/reports/2026-Q4/edit")
        page.fill(f"[name=message_{self.lang}]", self.text["message"])
        page.locator("main form button[type=submit]").last.click()
        secretary.go("/reports/2026-Q4")
        secretary.push("/issue")
        expect(page.locator(".page-head")).to_contain_text(secretary.say("Issued"), timeout=60_000)
        secretary.close()
        director = self.person("manager", viewport={"width": 390, "height": 844})
        page = director.go("/reports/")
        director.look()
        page.locator("main a[href='/reports/2026-Q4']").first.click()
        director.look()
        for lang in ("en", "zh"):
            first = director.context.request.get(f"/reports/2026-Q4/{lang}.pdf")
            again = director.context.request.get(f"/reports/2026-Q4/{lang}.pdf")
            assert first.ok and first.body().startswith(b"%PDF")
            assert first.body() == again.body()
        director.close()
