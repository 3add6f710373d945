"""Addresses of the guide. None of them carries an answer."""

from __future__ import annotations

from django.urls import path

from fengqiao.web.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.start, name="start"),
    path("forget/", views.forget, name="forget"),
    path("<slug:kind>/<int:screen>/", views.screen, name="screen"),
    path("<slug:kind>/", views.result, name="result"),
    path("<slug:kind>/onward/", views.onward, name="onward"),
    path("<slug:kind>/letters/<slug:letter>/", views.letter, name="letter"),
    path("<slug:kind>/letters/<slug:letter>.txt", views.letter_text, name="letter_text"),
]
