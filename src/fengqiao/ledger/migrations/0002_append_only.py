from django.db import migrations

from fengqiao.ledger.guards import HEADS, LEAVES, install, remove


def forwards(apps, schema_editor):
    install(schema_editor.connection, LEAVES)
    install(schema_editor.connection, HEADS)


def backwards(apps, schema_editor):
    remove(schema_editor.connection, HEADS)
    remove(schema_editor.connection, LEAVES)


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards, elidable=False)]
