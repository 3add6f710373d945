from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "fengqiao.rooms"
    label = "rooms"
