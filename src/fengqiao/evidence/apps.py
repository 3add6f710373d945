from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "fengqiao.evidence"
    label = "evidence"
