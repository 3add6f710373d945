"""Template words of the platform. Templates format, they never compute."""

from __future__ import annotations

from django import template

register = template.Library()
