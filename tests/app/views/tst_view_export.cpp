// SPDX-License-Identifier: GPL-3.0-or-later
// One way of export for every view: each pane's frame writes its picture and its table, and copies both.
#include "app/open_document.h"
#include "views/breakdown/breakdown_view.h"
#include "views/common/picture_frame.h"
#include "views/fabric/fabric_view.h"
#include "views/memory/memory_view.h"
#include "views/mesh/mesh_view.h"
#include "views/roofline/roofline_view.h"
#include "views/timeline/timeline_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace shardscape;

class TestViewExport : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenDocument> m_open;
    QTemporaryDir m_folder;

    static QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    template <class View> std::unique_ptr<QWidget> make() { return std::make_unique<View>(m_open->workspace.context); }
    std::unique_ptr<QWidget> view(const QByteArray& name)
    {
        return name == "mesh" ? make<MeshView>() : name == "fabric" ? make<FabricView>() : name == "memory" ? make<MemoryView>()
             : name == "breakdown" ? make<BreakdownView>() : name == "roofline" ? make<RooflineView>() : make<TimelineView>();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_open = std::make_unique<OpenDocument>();
        QVERIFY(m_open->settle());
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void everyViewExports_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char* name : {"mesh", "fabric", "memory", "breakdown", "roofline", "timeline"})
            QTest::newRow(name) << QByteArray(name);
    }
    void everyViewExports()
    {
        QFETCH(QByteArray, name);
        const auto widget = view(name);
        widget->resize(900, 600);
        widget->show();
        QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
        auto* frame = widget->findChild<PictureFrame*>();
        QVERIFY(frame != nullptr);
        const auto file = [&](const char* suffix) { return m_folder.filePath(QLatin1String(name) + QLatin1String(suffix)); };
        for (const char* suffix : {".png", ".svg", ".csv", ".tsv", ".json"})
            QVERIFY2(frame->exportTo(file(suffix)), suffix);
        const QImage png(file(".png"));
        QVERIFY(!png.isNull() && png.width() > 400);
        QSet<QRgb> colors;
        for (int x = 0; x < png.width(); x += 3)
            for (int y = 0; y < png.height(); y += 3)
                colors.insert(png.pixel(x, y));
        QVERIFY(colors.size() > 5); // something is painted
        QXmlStreamReader svg(contentOf(file(".svg")));
        int shapes = 0;
        while (!svg.atEnd())
            shapes += svg.readNext() == QXmlStreamReader::StartElement && svg.name() != QLatin1String("image");
        QVERIFY(!svg.hasError() && shapes > 10); // vectors, not a photograph of the screen
        const QList<QByteArray> lines = contentOf(file(".csv")).trimmed().split('\n');
        const QJsonObject json = QJsonDocument::fromJson(contentOf(file(".json"))).object();
        QVERIFY(lines.size() > 1);
        QVERIFY(!json[QLatin1String("columns")].toArray().isEmpty());
        QCOMPARE(json[QLatin1String("rows")].toArray().first().toArray().size(), json[QLatin1String("columns")].toArray().size());
        QVERIFY(!frame->exportTo(file(".doc")));
        QVERIFY(!frame->exportTo(m_folder.filePath(QStringLiteral("no/such/folder.png"))));
        frame->copyPicture();
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
        frame->copyTable();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1Char('\t')));
    }

    void numbersOfTablesAreWithoutALocale()
    {
        TableData table;
        table.title = QStringLiteral("t");
        table.header = {QStringLiteral("Name, \"quoted\""), QStringLiteral("GiB")};
        table.rows = {{QStringLiteral("1.234"), QStringLiteral("1.234,5")}, {QStringLiteral("b"), QStringLiteral("–")}};
        const QLocale german(QLocale::German);
        QCOMPARE(toCsv(table, german), QStringLiteral("\"Name, \"\"quoted\"\"\",GiB\r\n1.234,1234.5\r\nb,–\r\n"));
        const QJsonArray rows = QJsonDocument::fromJson(toJson(table, german)).object()[QLatin1String("rows")].toArray();
        QCOMPARE(rows[0].toArray()[0], QJsonValue(QStringLiteral("1.234"))); // a name stays text
        QCOMPARE(rows[0].toArray()[1], QJsonValue(1234.5));
        QCOMPARE(rows[1].toArray()[1], QJsonValue(QStringLiteral("–")));
    }
};

QTEST_MAIN(TestViewExport)
#include "tst_view_export.moc"
