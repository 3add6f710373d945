from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "fengqiao.people"
    label = "people"
