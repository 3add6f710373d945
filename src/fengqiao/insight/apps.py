from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "fengqiao.insight"
    label = "insight"
