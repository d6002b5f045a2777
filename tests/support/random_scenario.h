// SPDX-License-Identifier: GPL-3.0-or-later
// Random scenarios over all presets: every model on every cluster, every schedule, fabric, number format and placement, legal or not. The
// same seed gives the same scenarios on every machine (std::mt19937_64 and no library distribution).
#pragma once

#include "io/preset_library.h"
#include "plan/divisors.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace shardscape::test {

class RandomScenarios {
public:
    RandomScenarios(const PresetLibrary& library, std::uint64_t seed) : m_library{library}, m_random{seed}
    {
        for (const auto& [id, text] : library.all(PresetKind::Model))
            m_models.push_back(id);
        for (const auto& [id, text] : library.all(PresetKind::Cluster))
            m_clusters.push_back(id);
    }

    Scenario next()
    {
        Scenario s;
        s.title = "random";
        s.model.preset = pick(m_models);
        s.cluster.preset = pick(m_clusters);
        s.cluster.nodes = 1 << below(4);
        const auto cluster = m_library.cluster(s.cluster.preset, s.cluster.nodes, {});
        const int gpus = cluster ? cluster->gpus() : 8;
        if (below(2) == 0)
            chooseTraining(s, gpus);
        else
            chooseServing(s, gpus);
        if (below(4) == 0)
            s.placement = shuffled(static_cast<int>(s.parallelism.worldSize()), gpus);
        return s;
    }

private:
    std::uint64_t below(std::uint64_t n) { return m_random() % n; }
    template <class T> const T& pick(const std::vector<T>& from) { return from[below(from.size())]; }
    template <class T> T pick(std::initializer_list<T> from) { return from.begin()[below(from.size())]; }
    bool flip() { return below(2) == 0; }

    /// Degrees whose product is `gpus`, each a divisor of what is left.
    void chooseDegrees(Parallelism& p, int gpus)
    {
        p.tp = pick(divisorsOf(std::gcd(gpus, 16)));
        p.pp = pick(divisorsOf(std::gcd(gpus / p.tp, 16)));
        p.cp = below(3) == 0 ? pick(divisorsOf(std::gcd(gpus / p.tp / p.pp, 4))) : 1;
        p.dp = gpus / p.tp / p.pp / p.cp;
        p.ep = pick(divisorsOf(std::gcd(p.tp * p.cp * p.dp, 64)));
        p.sequenceParallel = flip();
        if (flip())
            p.axisOrder = {Axis::Tp, Axis::Cp, Axis::Pp, Axis::Ep, Axis::Dp};
        for (std::optional<bool>* overlap : {&p.overlap.tp, &p.overlap.dp, &p.overlap.pp, &p.overlap.cp, &p.overlap.ep})
            if (below(4) == 0)
                *overlap = flip();
    }

    void chooseTraining(Scenario& s, int gpus)
    {
        using enum ScheduleKind;
        Parallelism& p = s.parallelism;
        chooseDegrees(p, gpus);
        p.schedule = pick({GPipe, OneFOneB, OneFOneB, Interleaved, ZbH1, ZbH2, ZbV, VHalf, VMin, DualPipe, DualPipeV});
        p.vpp = p.schedule == Interleaved ? pick({2, 3, 4}) : 1;
        p.zeroStage = pick({0, 1, 2, 3});
        TrainingWorkload w;
        w.sequenceTokens = pick({512, 2048, 4096, 8192, 32768, 100000});
        w.microBatch = pick({1, 2, 4});
        w.globalBatch = w.microBatch * p.dp * pick({1, 2, 3, 8, 16, 32});
        w.precision = pick({DataType::Bf16, DataType::Fp16, DataType::Fp8, DataType::Fp32});
        w.recompute.kind = static_cast<RecomputeKind>(below(4));
        w.recompute.fullLayersPerStage = w.recompute.kind == RecomputeKind::FullLayers ? 1 + static_cast<int>(below(4)) : 0;
        w.attention = below(4) == 0 ? AttentionImplementation::Unfused : AttentionImplementation::Flash;
        w.optimizer = static_cast<Optimizer>(below(6));
        w.offload = below(4) == 0;
        w.moeImbalance = below(3) == 0 ? 1.5 : 1.0;
        s.workload.kind = w;
    }

    void chooseServing(Scenario& s, int gpus)
    {
        chooseDegrees(s.parallelism, gpus);
        s.parallelism.schedule = ScheduleKind::ForwardOnly;
        InferenceWorkload w;
        w.promptTokens = pick({1, 128, 1024, 8192, 60000});
        w.outputTokens = pick({1, 16, 256, 2048});
        w.concurrency = pick({1, 3, 16, 64, 256, 1024});
        w.weightDtype = pick({DataType::Bf16, DataType::Fp8, DataType::Bf16});
        w.kvDtype = pick({DataType::Bf16, DataType::Fp8});
        if (flip()) {
            w.prefixTokens = w.promptTokens / 2;
            w.distinctPrefixes = pick({1, 10, 1000});
            w.prefixRouting = flip() ? PrefixRouting::Random : PrefixRouting::PrefixAware;
        }
        if (below(3) == 0)
            w.chunkedPrefillTokens = pick({256, 2048, 8192});
        if (below(8) == 0 && s.parallelism.dp > 1)
            w.disaggregated = Disaggregation{1, s.parallelism.dp - 1};
        s.workload.kind = w;
    }

    std::vector<int> shuffled(int ranks, int gpus)
    {
        std::vector<int> all(static_cast<std::size_t>(std::max(ranks, gpus)));
        std::iota(all.begin(), all.end(), 0);
        for (std::size_t i = all.size(); i > 1; --i)
            std::swap(all[i - 1], all[below(i)]);
        all.resize(static_cast<std::size_t>(ranks));
        return all;
    }

    const PresetLibrary& m_library;
    std::mt19937_64 m_random;
    std::vector<std::string> m_models, m_clusters;
};

} // namespace shardscape::test
