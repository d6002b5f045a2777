// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/throughput_latency.h"

#include "evaluate/inference.h"

#include <algorithm>
#include <map>

namespace shardscape {
namespace {

struct Sample {
    ConcurrencyPoint point;
    bool queues = false;  ///< some requests wait for KV room
    bool compute = false; ///< matrix products bound the step
};

/// The exposed all-reduces of a decode step over the step.
double allReduceShare(const DecodeStep& step)
{
    const double latency = step.microbatch.latency();
    return latency > 0.0 ? step.microbatch.sum[ServePart::Tp] / latency : 0.0;
}

Result<Sample> sampleAt(const Plan& plan, const Inputs& inputs, InferenceWorkload workload, int concurrency)
{
    workload.concurrency = concurrency;
    const ServingContext context = servingContext(plan, inputs, workload);
    const InferenceMemory memory = inferenceMemory(plan, inputs, workload, nullptr);
    const Result<InferenceResult> result = servingFigures(context, memory);
    if (!result)
        return failure(result.error());
    const InferenceReport& report = result->report;
    Sample sample;
    sample.queues = result->queuedPerReplica > 0.0;
    sample.compute = productsBoundStep(context, *result);
    sample.point = {.concurrency = concurrency,
                    .ttft = report.ttft,
                    .tpot = report.tpot,
                    .outputTokensPerSecond = report.outputTokensPerSecond,
                    .outputTokensPerSecondPerGpu = report.outputTokensPerSecondPerGpu,
                    .outputTokensPerSecondPerUser = report.tpot > Seconds{} ? 1.0 / report.tpot.inSeconds() : 0.0,
                    .allReduceShare = allReduceShare(decodeStep(context, result->residentPerReplica, 0.0)),
                    .limit = sample.queues    ? ServingLimit::Memory
                             : sample.compute ? ServingLimit::Compute
                                              : ServingLimit::Latency};
    return sample;
}

class Curve {
public:
    Curve(const Plan& plan, const Inputs& inputs, const InferenceWorkload& workload) : m_plan(plan), m_inputs(inputs), m_workload(workload)
    {
    }

    [[nodiscard]] Result<void> add(int concurrency)
    {
        if (m_samples.contains(concurrency))
            return {};
        Result<Sample> sample = sampleAt(m_plan, m_inputs, m_workload, concurrency);
        if (!sample)
            return failure(sample.error());
        m_samples.emplace(concurrency, std::move(*sample));
        return {};
    }

    /// Narrows the step between the last point without and the first with a property down to one request and adds both ends.
    [[nodiscard]] Result<void> refine(bool Sample::*property)
    {
        const auto first = std::find_if(m_samples.begin(), m_samples.end(), [&](const auto& s) { return s.second.*property; });
        if (first == m_samples.end() || first == m_samples.begin())
            return {};
        int high = first->first;
        int low = std::prev(first)->first;
        Sample at[2] = {std::prev(first)->second, first->second};
        while (high - low > 1) {
            const int middle = low + (high - low) / 2;
            Result<Sample> sample = sampleAt(m_plan, m_inputs, m_workload, middle);
            if (!sample)
                return failure(sample.error());
            const bool has = (*sample).*property;
            (has ? high : low) = middle;
            at[has ? 1 : 0] = *sample;
        }
        m_samples.emplace(property == &Sample::queues ? low : high, at[property == &Sample::queues ? 0 : 1]);
        return {};
    }

    [[nodiscard]] ThroughputLatency take() const
    {
        ThroughputLatency curve;
        for (const auto& [concurrency, sample] : m_samples) {
            const int index = static_cast<int>(curve.points.size());
            if (concurrency == m_workload.concurrency)
                curve.chosen = index;
            if (sample.compute && curve.computeLimited < 0)
                curve.computeLimited = index;
            if (sample.queues && curve.memoryLimited < 0 && index > 0)
                curve.memoryLimited = index - 1;
            curve.points.push_back(sample.point);
        }
        return curve;
    }

private:
    const Plan& m_plan;
    const Inputs& m_inputs;
    const InferenceWorkload& m_workload;
    std::map<int, Sample> m_samples;
};

} // namespace

Result<ThroughputLatency> throughputLatency(const Plan& plan, const Inputs& inputs, const InferenceWorkload& workload)
{
    Curve curve{plan, inputs, workload};
    const double fits = inferenceMemory(plan, inputs, workload, nullptr).maxConcurrency;
    const int end = static_cast<int>(std::clamp(2.0 * fits, std::max(64.0, 1.0 * workload.concurrency), 1.0 * maxCurveConcurrency));
    for (int concurrency = 1;; concurrency *= 2) {
        if (const Result<void> added = curve.add(concurrency); !added)
            return failure(added.error());
        if (concurrency >= end)
            break;
    }
    if (const Result<void> added = curve.add(workload.concurrency); !added)
        return failure(added.error());
    for (const auto property : {&Sample::queues, &Sample::compute})
        if (const Result<void> refined = curve.refine(property); !refined)
            return failure(refined.error());
    return curve.take();
}

} // namespace shardscape
