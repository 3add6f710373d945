"""Two people in two browsers: words, a broken line, and video between fake cameras."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from rooms.live import Server

pytestmark = pytest.mark.browser
FLAGS = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("browser"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(server: Server, chromium: Browser) -> Iterator[Any]:
    """Open a room as somebody in a browser of their own; no script may break."""
    contexts = []
    broken: list[str] = []

    def open_room(who: str, kind: str = "joint", **more: Any) -> Page:
        context = chromium.new_context(locale="zh-CN", **more)
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": server.set["sessions"][who], "url": server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(f"{server.url}/rooms/{server.set['rooms'][kind]}/")
        return page

    yield open_room
    for context in contexts:
        context.close()
    assert broken == []


def send(page: Page, text: str) -> None:
    page.fill("#say-text", text)
    page.press("#say-text", "Enter")


def test_a_word_appears_on_the_other_side_without_reloading(opened: Any) -> None:
    ali, bowen = opened("ali"), opened("bowen", viewport={"width": 375, "height": 812})
    send(ali, "一次付清行吗？")
    expect(bowen.locator("#log")).to_contain_text("一次付清行吗？")
    expect(bowen.locator("#people")).to_contain_text("阿丽")
    assert ali.evaluate("document.activeElement.id") == "say-text"


def test_words_written_while_the_line_is_broken_arrive_once_and_in_order(opened: Any) -> None:
    ali, bowen = opened("ali"), opened("bowen")
    expect(ali.locator("#people")).to_contain_text("博文")
    ali.context.set_offline(True)
    for word in ("断线一", "断线二", "断线三"):
        send(ali, word)
    expect(ali.locator("#line")).to_be_visible()
    ali.context.set_offline(False)
    expect(bowen.locator("#log")).to_contain_text("断线三", timeout=30_000)
    text = bowen.locator("#log").inner_text()
    assert [text.count(word) for word in ("断线一", "断线二", "断线三")] == [1, 1, 1]
    assert text.index("断线一") < text.index("断线二") < text.index("断线三")


def test_the_mediator_sees_unread_words_of_a_private_talk_and_the_other_side_does_not(
    opened: Any, server: Server
) -> None:
    chen, bowen = opened("chen"), opened("bowen")
    expect(chen.locator("#people")).to_contain_text("博文")
    server.stage("say", "caucus_a", "ali", "CANARY-LIVE")
    chip = chen.locator(f"[data-tab='{server.set['rooms']['caucus_a']}'] .chip")
    expect(chip).to_be_visible()
    assert "CANARY-LIVE" not in bowen.content()
    assert bowen.locator("nav.tabs .chip:visible").count() == 0


def enter_video(page: Page) -> None:
    page.click("[data-video=check]")
    page.click("[data-video=enter]")


def assert_pictures_move(page: Page) -> None:
    """Every tile shows a picture within ten seconds."""
    for _try in range(50):
        widths = page.evaluate("[...document.querySelectorAll('#tiles video')].map(v => v.videoWidth)")
        if len(widths) > 1 and all(widths):
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"pictures of width {widths}")


def test_three_people_see_each_other_turn_the_picture_off_and_on_and_leave(opened: Any) -> None:
    pages = [opened(who) for who in ("ali", "bowen", "chen")]
    for page in pages:
        enter_video(page)
    for page in pages:
        expect(page.locator("#video[data-connected='2']")).to_be_attached(timeout=30_000)
        assert_pictures_move(page)
    ali, bowen, chen = pages
    ali.click("[data-video=camera]")
    tile = bowen.locator("#tiles figure", has_text="阿丽")
    expect(tile).to_have_class("off")
    ali.click("[data-video=camera]")
    expect(tile).not_to_have_class("off")
    chen.click("[data-video=leave]")
    expect(bowen.locator("#tiles figure")).to_have_count(2)
    expect(bowen.locator("#log")).to_contain_text("陈调")


def test_opening_a_private_talk_ends_sound_and_picture_in_the_joint_room(opened: Any, server: Server) -> None:
    ali, chen = opened("ali"), opened("chen")
    for page in (ali, chen):
        enter_video(page)
    expect(ali.locator("#video[data-connected='1']")).to_be_attached(timeout=30_000)
    second = chen.context.new_page()
    second.goto(f"{server.url}/rooms/{server.set['rooms']['caucus_a']}/")
    expect(chen.locator("#tiles video")).to_have_count(0)
    expect(ali.locator("#tiles figure")).to_have_count(1)


NO_WAY_THROUGH = """
const Link = window.RTCPeerConnection;
const shut = { iceServers: [], iceTransportPolicy: "relay" };
window.RTCPeerConnection = function (words) { return new Link({ ...words, ...shut }); };
"""
"""A network that lets nothing through: only relays may be used, and there is none."""


def test_where_no_line_comes_about_the_talk_goes_on_by_voice_then_in_writing_and_the_record_says_so(
    opened: Any,
) -> None:
    ali, chen = opened("ali"), opened("chen")
    for page in (ali, chen):
        page.evaluate(NO_WAY_THROUGH)
        enter_video(page)
    expect(ali.locator("#log")).to_contain_text("只用语音参加", timeout=30_000)
    expect(ali.locator("#log")).to_contain_text("没有连上，改用文字谈", timeout=30_000)
    expect(ali.locator("#video-line")).to_be_visible()
    expect(ali.locator("#tiles video")).to_have_count(0, timeout=30_000)
    send(ali, "那就打字说。")
    expect(chen.locator("#log")).to_contain_text("那就打字说。")


def test_what_a_person_types_while_an_own_act_is_on_its_way_is_kept(opened: Any) -> None:
    chen = opened("chen")
    chen.route("**/note/", lambda route: (chen.wait_for_timeout(1500), route.continue_()))
    chen.fill("#note-text", "先听申请人说。")
    with chen.expect_response("**/side/"):
        chen.locator("#notes button").click()
        chen.locator("#facts summary").first.click()
        chen.fill("#fact", "一共上了十二节课。")
        chen.locator("#note-text").press_sequentially("再听对方说。")
    expect(chen.locator("#notes")).to_contain_text("存好")
    expect(chen.locator("#fact")).to_be_visible()
    expect(chen.locator("#fact")).to_have_value("一共上了十二节课。")
    expect(chen.locator("#note-text")).to_have_value("先听申请人说。再听对方说。")


def test_a_permitted_sentence_appears_beside_the_talk_without_reloading(opened: Any) -> None:
    ali, chen = opened("ali", "caucus_a"), opened("chen", "caucus_a")
    expect(chen.locator("#people")).to_contain_text("阿丽")
    ali.locator("#may-tell summary").click()
    ali.fill("#sentence", "分两次付也行。")
    ali.locator("#may-tell button").click()
    expect(chen.locator("#panel-right")).to_contain_text("分两次付也行。")
