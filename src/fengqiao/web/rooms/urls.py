"""Addresses of this area."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from fengqiao.web.cases import panels
from fengqiao.web.rooms import offers, record, stream, views
from fengqiao.web.rooms.panel import talks_of

app_name = "rooms"
ROOM = "<uuid:room_id>/"
urlpatterns = [
    path("case/<uuid:case_id>/", views.of_case, name="case"),
    path(ROOM, views.room, name="room"),
    path(ROOM + "side/", views.side, name="side"),
    path(ROOM + "stream", stream.stream, name="stream"),
    path(ROOM + "files/<int:number>/", views.file, name="file"),
    path(ROOM + "say/", views.say, name="say"),
    path(ROOM + "file/", views.send_file, name="send_file"),
    path(ROOM + "seen/", views.seen, name="seen"),
    path(ROOM + "media/", views.media, name="media"),
    path(ROOM + "signal/", views.signal, name="signal"),
    path(ROOM + "caucus/", views.caucus, name="caucus"),
    path(ROOM + "may-tell/", views.may_tell, name="may_tell"),
    path(ROOM + "relay/<int:number>/", views.relay, name="relay"),
    path(ROOM + "note/", views.note, name="note"),
    path(ROOM + "offer/", offers.make, name="offer"),
    path(ROOM + "offer/<uuid:offer_id>/accept/", offers.accept, name="accept"),
    path(ROOM + "offer/<uuid:offer_id>/reject/", offers.reject, name="reject"),
    path(ROOM + "offer/<uuid:offer_id>/withdraw/", offers.withdraw, name="withdraw"),
    path(ROOM + "fact/", record.propose, name="fact"),
    path(ROOM + "fact/<uuid:fact_id>/tick/", record.tick, name="tick"),
    path(ROOM + "record/", record.write, name="record"),
    path(ROOM + "record/confirm/", record.confirm, name="confirm_record"),
]

panels.add("rooms", _("Mediation room"), "rooms/_panel.html", talks_of, order=5)
