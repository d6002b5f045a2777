// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sweep/sweep_words.h"

#include "shell/translate.h"
#include "sweep/sweep_export.h"
#include "views/common/number_text.h"

#include <array>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

struct KnownInput {
    const char* path;
    const char* name;
};
constexpr std::array<KnownInput, 48> known{{{"/cluster/nodes", QT_TR_NOOP("Nodes")},
                                            {"/parallelism/tp", QT_TR_NOOP("Tensor parallel degree")},
                                            {"/parallelism/cp", QT_TR_NOOP("Context parallel degree")},
                                            {"/parallelism/ep", QT_TR_NOOP("Expert parallel degree")},
                                            {"/parallelism/etp", QT_TR_NOOP("Expert tensor parallel degree")},
                                            {"/parallelism/pp", QT_TR_NOOP("Pipeline stages")},
                                            {"/parallelism/dp", QT_TR_NOOP("Data parallel degree")},
                                            {"/parallelism/vpp", QT_TR_NOOP("Chunks per stage")},
                                            {"/parallelism/sequence_parallel", QT_TR_NOOP("Sequence parallelism")},
                                            {"/parallelism/zero_stage", QT_TR_NOOP("ZeRO stage")},
                                            {"/parallelism/schedule", QT_TR_NOOP("Schedule")},
                                            {"/workload/sequence_tokens", QT_TR_NOOP("Tokens of a sequence")},
                                            {"/workload/micro_batch", QT_TR_NOOP("Micro-batch")},
                                            {"/workload/global_batch", QT_TR_NOOP("Global batch")},
                                            {"/workload/precision", QT_TR_NOOP("Precision")},
                                            {"/workload/recompute", QT_TR_NOOP("Recomputation")},
                                            {"/workload/attention", QT_TR_NOOP("Attention")},
                                            {"/workload/optimizer", QT_TR_NOOP("Optimizer")},
                                            {"/workload/moe_imbalance", QT_TR_NOOP("Expert imbalance")},
                                            {"/workload/usd_per_gpu_hour", QT_TR_NOOP("Price of a GPU hour")},
                                            {"/workload/prompt_tokens", QT_TR_NOOP("Tokens of a prompt")},
                                            {"/workload/output_tokens", QT_TR_NOOP("Tokens of an answer")},
                                            {"/workload/concurrency", QT_TR_NOOP("Concurrency")},
                                            {"/workload/weight_dtype", QT_TR_NOOP("Weight format")},
                                            {"/workload/kv_dtype", QT_TR_NOOP("KV cache format")},
                                            {"/workload/memory_fraction", QT_TR_NOOP("Memory fraction")},
                                            {"/workload/prefix_tokens", QT_TR_NOOP("Tokens of a shared prefix")},
                                            {"/workload/distinct_prefixes", QT_TR_NOOP("Distinct prefixes")},
                                            {"/workload/chunked_prefill_tokens", QT_TR_NOOP("Chunk of a prefill")},
                                            {"strong-scaling", QT_TR_NOOP("GPUs, strong scaling")},
                                            {"weak-scaling", QT_TR_NOOP("GPUs, weak scaling")},
                                            {"accelerator.memory_bytes", QT_TR_NOOP("Memory of a GPU")},
                                            {"accelerator.memory_bytes_per_second", QT_TR_NOOP("Memory bandwidth of a GPU")},
                                            {"accelerator.peak_flops", QT_TR_NOOP("Peak of a GPU (bf16)")},
                                            {"accelerator.context_bytes", QT_TR_NOOP("Memory of the driver context")},
                                            {"accelerator.communicator_bytes", QT_TR_NOOP("Memory of a communicator")},
                                            {"node_fabric.link_bytes_per_second", QT_TR_NOOP("Bandwidth of a scale-up link")},
                                            {"node_fabric.link_latency_seconds", QT_TR_NOOP("Latency of a scale-up link")},
                                            {"node_fabric.pcie_bytes_per_second", QT_TR_NOOP("Bandwidth of PCIe")},
                                            {"node_fabric.pcie_latency_seconds", QT_TR_NOOP("Latency of PCIe")},
                                            {"node_fabric.socket_bytes_per_second", QT_TR_NOOP("Bandwidth between sockets")},
                                            {"nic.bytes_per_second", QT_TR_NOOP("Bandwidth of a NIC")},
                                            {"nic.latency_seconds", QT_TR_NOOP("Latency of a NIC")},
                                            {"scale_out.oversubscription", QT_TR_NOOP("Oversubscription of leaf switches")},
                                            {"scale_out.core_oversubscription", QT_TR_NOOP("Oversubscription of spine switches")},
                                            {"scale_out.switch_latency_seconds", QT_TR_NOOP("Latency of a network switch")},
                                            {"efficiency.train_hbm", QT_TR_NOOP("Sustained share of the memory bandwidth")},
                                            {"efficiency.train_gemm_bf16", QT_TR_NOOP("Sustained share of the bf16 peak")}}};

} // namespace

QString inputName(const SweepInput& input, const Inputs* inputs)
{
    for (const KnownInput& each : known)
        if (input.path == each.path)
            return translated(each.name);
    if (input.kind == SweepInputKind::Assumption && inputs != nullptr)
        if (const auto assumption = findAssumption(*inputs, input.path)) {
            QString meaning = QString::fromStdString(assumption->meaning);
            if (!meaning.isEmpty())
                meaning[0] = meaning[0].toUpper();
            return meaning;
        }
    return QString::fromStdString(input.path.substr(input.path.find_last_of("/.") + 1)).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString figureName(Figure figure)
{
    switch (figure) {
    case Figure::StepTime: return translated("Step time");
    case Figure::TokensPerSecond: return translated("Tokens/s of all GPUs");
    case Figure::TokensPerGpu: return translated("Tokens/s per GPU");
    case Figure::Mfu: return translated("MFU");
    case Figure::Ttft: return translated("First token (TTFT)");
    case Figure::Tpot: return translated("Per token (TPOT)");
    case Figure::OutputTokens: return translated("Output tokens/s");
    case Figure::Interactivity: return translated("Tokens/s of a request");
    case Figure::Concurrency: return translated("Requests at most");
    case Figure::PeakMemory: return translated("Peak memory");
    case Figure::MemoryHeadroom: return translated("Free memory");
    case Figure::Bubble: return translated("Bubble");
    case Figure::Cost: return translated("USD per million tokens");
    }
    return {};
}

QString figureText(Figure figure, double value, const QLocale& locale)
{
    return QString::fromStdString(formatFigure(figure, value))
        .replace(QLatin1Char('.'), locale.decimalPoint())
        .replace(QStringLiteral(" us"), QStringLiteral(" µs"));
}

QString sweepValueText(const SweepInput& input, const SweepValue& value, const QLocale& locale)
{
    QString text = QString::fromStdString(valueText(input, value));
    return value.number ? text.replace(QLatin1Char('.'), locale.decimalPoint()).replace(QStringLiteral(" us"), QStringLiteral(" µs")) : text;
}

QString stateWords(const SweepPoint& point)
{
    switch (point.state) {
    case PointState::NotReached: return translated("not reached yet");
    case PointState::Impossible:
        return point.problems.empty() ? translated("impossible")
                                      : translated("impossible: %1").arg(QString::fromStdString(point.problems.front().message));
    case PointState::DoesNotFit: return translated("does not fit");
    case PointState::Fits: return translated("fits");
    }
    return {};
}

} // namespace shardscape
