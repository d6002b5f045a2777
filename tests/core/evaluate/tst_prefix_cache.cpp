// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/prefix_cache.h"

#include <QTest>

using namespace shardscape;

class TestPrefixCache : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void limits()
    {
        QCOMPARE(prefixHitRate({0, 10, 1.0}), 0.0);
        QCOMPARE(prefixHitRate({100, 0, 1.0}), 0.0);
        QCOMPARE(prefixHitRate({100, 100, 1.0}), 1.0);
    }

    void uniformPopularityHitsByShareOfRoom()
    {
        // With equal popularity least-recently-used keeps a random room of n: the hit rate is the share that fits.
        QVERIFY(std::abs(prefixHitRate({1000, 250, 0.0}) - 0.25) < 1e-6);
    }

    void growsWithRoomAndSkew()
    {
        double previous = 0;
        for (double room = 1; room < 1000; room *= 2) {
            const double hit = prefixHitRate({1000, room, 1.0});
            QVERIFY(hit > previous);
            previous = hit;
        }
        QVERIFY(prefixHitRate({1000, 100, 1.2}) > prefixHitRate({1000, 100, 0.8}));
    }

    void bandsAgreeWithTheExactSum()
    {
        // A million prefixes are summed in bands; their hit rate must continue that of small counts smoothly.
        const double a = prefixHitRate({1e6, 1e4, 1.0});
        const double b = prefixHitRate({1.001e6, 1e4, 1.0});
        QVERIFY(a > 0.5 && a < 0.8);
        QVERIFY(std::abs(a - b) < 1e-3);
    }
};

QTEST_APPLESS_MAIN(TestPrefixCache)
#include "tst_prefix_cache.moc"
