// SPDX-License-Identifier: GPL-3.0-or-later
// Published closed forms against the simulation, over a grid of counts and task times, wherever their conditions hold.
#include "schedule/schedule.h"

#include <QTest>

#include <algorithm>

using namespace shardscape;

namespace {

struct Case {
    int p;
    int m;
    int v;
    double f;
    double b;
    double w;
};

TimelineSummary simulate(ScheduleKind kind, const Case& c, std::optional<double> pair = std::nullopt)
{
    const Result<Timeline> timeline = simulateSchedule(
        {.kind = kind, .stages = c.p, .microbatches = c.m, .chunks = c.v, .times = uniformTimes(c.p, c.v, c.f, c.b, c.w, pair, 0.0)});
    return timeline ? summarize(*timeline) : TimelineSummary{};
}

template <class Check> void eachCase(int v, Check check)
{
    for (int p = 2; p <= 32; ++p)
        for (const int factor : {1, 2, 3, 8})
            for (const auto& [f, b, w] : {std::tuple{1.0, 1.0, 1.0}, {1.0, 2.0, 0.0}, {1.0, 1.2, 0.8}, {0.7, 1.5, 0.6}})
                if (p * factor <= 128)
                    check(Case{p, p * factor, v, f, b, w});
}

void compare(double simulated, double closedForm, const Case& c)
{
    QVERIFY2(qAbs(simulated - closedForm) < 1e-9 * std::max(1.0, closedForm),
             qPrintable(QStringLiteral("p=%1 m=%2 v=%3 F=%4 B=%5 W=%6: %7, not %8")
                            .arg(c.p)
                            .arg(c.m)
                            .arg(c.v)
                            .arg(c.f)
                            .arg(c.b)
                            .arg(c.w)
                            .arg(simulated)
                            .arg(closedForm)));
}

double ideal(const Case& c) { return c.m * (c.f + c.b + c.w); }

} // namespace

class ScheduleClosedForms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    /// Huang et al. 2019; Narayanan et al. 2021, section 2.2.1: bubble (p-1)(F+B+W); 1F1B holds min(m, p-r).
    void gpipeAndOneFOneB()
    {
        eachCase(1, [](const Case& c) {
            const double makespan = ideal(c) + (c.p - 1) * (c.f + c.b + c.w);
            compare(simulate(ScheduleKind::GPipe, c).makespan, makespan, c);
            const TimelineSummary summary = simulate(ScheduleKind::OneFOneB, c);
            compare(summary.makespan, makespan, c);
            compare(summary.bubbleFraction, (c.p - 1.0) / (c.m + c.p - 1.0), c);
            for (int stage = 0; stage < c.p; ++stage)
                compare(summary.peakInFlight[static_cast<std::size_t>(stage)], std::min(c.m, c.p - stage), c);
        });
    }

    /// Narayanan et al. 2021, section 2.2.2: the bubble shrinks by v; stage r holds 2(p-r-1) + (v-1)p + 1 chunks, at most m v.
    void interleaved()
    {
        for (const int v : {2, 3, 4})
            eachCase(v, [](const Case& c) {
                const TimelineSummary summary = simulate(ScheduleKind::Interleaved, c);
                compare(summary.makespan, ideal(c) + (c.p - 1) * (c.f + c.b + c.w) / c.v, c);
                for (int stage = 0; stage < c.p; ++stage) {
                    const double chunks = std::min(c.m * c.v, 2 * (c.p - stage - 1) + (c.v - 1) * c.p + 1);
                    compare(summary.peakInFlight[static_cast<std::size_t>(stage)], chunks / c.v, c);
                }
            });
    }

    /// Qi et al. 2024, "Zero Bubble Pipeline Parallelism", section 2.1: bubble (p-1)(F+B-W) where no pass is so short that another one's
    /// slack shows; p micro-batches held until W on every stage.
    void zbH1()
    {
        eachCase(1, [](const Case& c) {
            const TimelineSummary summary = simulate(ScheduleKind::ZbH1, c);
            for (const double held : summary.peakInFlightUntilWeight)
                QVERIFY(held <= std::min(c.m, c.p));
            if (c.f == c.b && c.b == c.w)
                compare(summary.makespan, ideal(c) + (c.p - 1) * (c.f + c.b - c.w), c);
        });
    }

    /// The same, section 2.2: no bubble inside a stage's own span where F = B = W and m >= 2p-1; 2p-1 micro-batches held until W. The
    /// makespan of one step stays that of ZB-H1.
    void zbH2()
    {
        eachCase(1, [](const Case& c) {
            const TimelineSummary summary = simulate(ScheduleKind::ZbH2, c);
            for (const double held : summary.peakInFlightUntilWeight)
                QVERIFY(held <= std::min(c.m, 2 * c.p - 1));
            if (c.f == c.b && c.b == c.w && c.m >= 2 * c.p - 1) {
                compare(summary.stageSpan, ideal(c), c);
                compare(summary.makespan, simulate(ScheduleKind::ZbH1, c).makespan, c);
            }
        });
    }

    /// The same, section 6: ZB-V is free of bubbles by span where F = B = W and m >= 2p, within p micro-batches.
    void zbV()
    {
        for (const int p : {2, 3, 4, 5, 6, 8, 12, 16}) {
            const Case c{p, 2 * p + 3, 2, 1.0, 1.0, 1.0};
            const TimelineSummary summary = simulate(ScheduleKind::ZbV, c);
            compare(summary.stageSpan, ideal(c), c);
            compare(summary.makespan, ideal(c) + 0.5 * (p - 1), c);
            for (const double held : summary.peakInFlightUntilWeight)
                QVERIFY(held <= p);
        }
    }

    /// Qi et al. 2024, "Pipeline Parallelism with Controllable Memory", table 1: activations of p/2 and p/3 micro-batches plus a constant;
    /// bubbles about a half and two thirds of 1F1B's.
    void vHalfAndVMin()
    {
        for (const int p : {2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 24}) {
            const Case c{p, 4 * p, 2, 1.0, 1.0, 1.0};
            const TimelineSummary half = simulate(ScheduleKind::VHalf, c);
            const TimelineSummary least = simulate(ScheduleKind::VMin, c);
            for (std::size_t stage = 0; stage < half.peakInFlight.size(); ++stage) {
                QVERIFY(half.peakInFlightUntilWeight[stage] <= 0.5 * p + 1.0);
                QVERIFY(least.peakInFlightUntilWeight[stage] <= p / 3.0 + 4.0 / 3.0 + 1e-9);
            }
            QVERIFY2(half.makespan - ideal(c) <= 1.5 * (p - 1) + 1.0,
                     qPrintable(QStringLiteral("p=%1: %2").arg(p).arg(half.makespan - ideal(c))));
            QVERIFY2(least.makespan - ideal(c) <= 2.0 * (p - 1) + 4.0,
                     qPrintable(QStringLiteral("p=%1: %2").arg(p).arg(least.makespan - ideal(c))));
        }
    }

    /// DeepSeek-AI 2024, table 2: bubble (p/2-1)(FB + (B+W) - 3W); p+1 chunks of one stage held. Measured in the middle of the pipeline,
    /// where every stage idles alike when FB = F+B+W.
    void dualPipe()
    {
        for (const int p : {2, 4, 8, 16, 32})
            for (const int m : {2 * p, 4 * p}) {
                const Case c{p, m, 1, 1.0, 1.0, 1.0};
                const TimelineSummary summary = simulate(ScheduleKind::DualPipe, c);
                compare(summary.makespan, ideal(c) + (p / 2 - 1) * (3.0 + 2.0 - 3.0), c);
                for (const double held : summary.peakInFlight)
                    QCOMPARE(held, p + 1.0);
            }
    }

    /// DualPipe-V is DualPipe of 2p stages on p devices, each chunk half a device's share.
    void dualPipeV()
    {
        for (const int p : {2, 4, 8, 16})
            for (const int m : {2 * p, 4 * p}) {
                const Case c{p, m, 2, 1.0, 1.0, 1.0};
                const TimelineSummary summary = simulate(ScheduleKind::DualPipeV, c);
                compare(summary.makespan, ideal(c) + 0.5 * (p - 1) * (3.0 + 2.0 - 3.0), c);
                for (const double held : summary.peakInFlight)
                    QCOMPARE(held, (2 * p + 1) / 2.0);
            }
    }

    void forwardOnlyFillsAndDrains()
    {
        eachCase(1, [](const Case& c) { compare(simulate(ScheduleKind::ForwardOnly, c).makespan, (c.m + c.p - 1) * c.f, c); });
    }

    /// One stage has no bubble whatever the schedule.
    void oneStageNeverIdles()
    {
        for (const auto& [kind, name] : EnumNames<ScheduleKind>::table) {
            if (kind == ScheduleKind::DualPipe)
                continue; // needs an even number of stages
            const Case c{1, 6, defaultChunks(kind), 1.0, 1.5, 0.5};
            const TimelineSummary summary = simulate(kind, c);
            compare(summary.makespan, kind == ScheduleKind::ForwardOnly ? 6.0 : 18.0, c);
            QCOMPARE(summary.bubbleFraction, 0.0);
        }
    }
};

QTEST_GUILESS_MAIN(ScheduleClosedForms)
#include "tst_schedule_closed_forms.moc"
