from django.db import migrations

from fengqiao.ledger.guards import RECORDS, install, remove


def forwards(apps, schema_editor):
    install(schema_editor.connection, RECORDS)


def backwards(apps, schema_editor):
    remove(schema_editor.connection, RECORDS)


class Migration(migrations.Migration):

    dependencies = [("cases", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [migrations.RunPython(forwards, backwards, elidable=False)]
