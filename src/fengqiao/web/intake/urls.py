"""Addresses of the application."""

from __future__ import annotations

from django.urls import path

from fengqiao.web.intake import evidence, resume, sending, standing, views

app_name = "intake"
urlpatterns = [
    path("", views.tell, name="tell"),
    path("questions/", views.questions, name="questions"),
    path("elsewhere/", views.elsewhere, name="elsewhere"),
    path("ask/", views.ask, name="ask"),
    path("request/", views.change_request, name="request"),
    path("evidence/", evidence.draft_files, name="evidence"),
    path("evidence/<uuid:file_id>/", evidence.draft_file, name="file"),
    path("evidence/<uuid:file_id>/remove/", evidence.remove_draft_file, name="remove"),
    path("check/", sending.check, name="check"),
    path("for/", standing.standing, name="standing"),
    path("for/paper/", standing.paper, name="paper"),
    path("for/parent/", standing.parent, name="parent"),
    path("authority/<int:pk>/", standing.another_paper, name="another_paper"),
    path("identity/", sending.identity, name="identity"),
    path("done/<uuid:case_id>/", sending.done, name="done"),
    path("later/", resume.later, name="later"),
    path("resume/", resume.resume, name="resume"),
    path("resume/<uuid:draft_id>/", resume.go_on, name="go_on"),
]
