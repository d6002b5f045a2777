// SPDX-License-Identifier: GPL-3.0-or-later
// Every table of enum texts: complete (as many entries as values), in the values' order, and one to one in both directions.
#include "cost/collective.h"
#include "cost/memory.h"
#include "hardware/fabric.h"
#include "io/preset_library.h"
#include "schedule/timeline.h"

#include <QtTest>

#include <set>

using namespace shardscape;

class TestEnumNames : public QObject {
    Q_OBJECT

    /// \param last the enum's last enumerator: a table that misses one is shorter
    template <class E> static void check(E last)
    {
        const auto& table = EnumNames<E>::table;
        QCOMPARE(table.size(), static_cast<std::size_t>(last) + 1);
        std::set<std::string_view> texts;
        for (std::size_t i = 0; i < table.size(); ++i) {
            QCOMPARE(static_cast<std::size_t>(table[i].value), i);
            QVERIFY(!table[i].text.empty());
            QVERIFY(texts.insert(table[i].text).second);
            QVERIFY(fromText<E>(toText(table[i].value)) == table[i].value);
        }
        QVERIFY(!fromText<E>("no such text"));
        QVERIFY(!fromText<E>(""));
        for (const std::string_view text : texts)
            QVERIFY(allowedTexts<E>().find(text) != std::string::npos);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void model()
    {
        check(DataType::Int4);
        check(AttentionKind::None);
        check(QkNorm::FullWidth);
        check(Activation::GeGlu);
        check(NormKind::LayerNoWeight);
    }
    void hardware()
    {
        check(NodeFabricKind::Single);
        check(ScaleOutKind::LeafSpine);
        check(VertexKind::Core);
        check(LinkKind::Ici);
    }
    void plan()
    {
        check(Axis::Pp);
        check(ScheduleKind::ForwardOnly);
        check(RecomputeKind::Full); // FullLayers is an object in files
        check(AttentionImplementation::Unfused);
        check(Optimizer::Sgd);
    }
    void costAndSchedule()
    {
        check(MemoryPart::Overhead);
        check(CollectiveOp::SendRecv);
        check(TaskKind::Optimizer);
    }
    void io() { check(PresetKind::Accuracy); }
};

QTEST_APPLESS_MAIN(TestEnumNames)
#include "tst_enum_names.moc"
