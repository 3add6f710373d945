"""What the processes of the platform know of each other."""

from __future__ import annotations

from django.db import models


class WorkerLife(models.Model):
    """The heartbeat of one worker process: jobs of a dead one are given to another, jobs of a live one never."""

    name = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} on {self.host}"
