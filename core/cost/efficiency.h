// SPDX-License-Identifier: GPL-3.0-or-later
// The efficiency constants: what share of its data sheet an accelerator sustains inside a training step or a serving engine, and what a
// software generation adds (host time, unfused kernels, how much of a transfer shows). They live in the presets under the names of
// efficiencyFields(), each with its source; this header gathers them for one evaluation. Pure, any thread.
//
// Lookup, first hit wins: the software's "<name>@<architecture>", the software's "<name>", the accelerator's "<name>", and last a general
// value that counts as a guess where a measurement of this accelerator would be needed.
#pragma once

#include "hardware/accelerator.h"
#include "plan/software.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

/// Plain numbers for the inner loops. Shares are 0..1 of the data sheet's dense peak, times are seconds.
struct Efficiency {
    // Data sheet.
    double bf16Flops = 0, fp8Flops = 0, fp4Flops = 0; ///< FLOP/s; a missing narrow type runs at the next wider one's rate
    double hbmBytesPerSecond = 0;
    double multiprocessors = 1;

    // Training kernels.
    double trainGemmBf16 = 0, trainGemmFp8 = 0, trainGemmFp4 = 0;
    double gemmKDepth = 0, gemmEpilogue = 0;
    double trainHbm = 0;
    double kernelGapSeconds = 0;
    double attentionForward = 0, attentionBackwardRatio = 0, attentionHalfTokens = 0, attentionHalfHead = 0, attentionUnfused = 0;

    // Training software.
    double elementwiseForwardScale = 0, elementwiseBackwardScale = 0;
    double normPassesForward = 0, normPassesBackward = 0;
    double rotaryPasses = 0;
    double headBytesPerLogit = 0;
    double castPasses = 0, castAmaxPasses = 0;
    double selectiveCoreShare = 0, selectiveGemmShare = 0, selectiveElementwiseShare = 0;
    double optimizerBytesPerParameter = 0, optimizerBytesPerGradient = 0, optimizerFixedSeconds = 0;
    double offloadLinkShare = 0, hostAdamParametersPerSecond = 0;
    double exposedTp = 0, narrowTensorGather = 0, exposedEp = 0, exposedEpDualPipe = 0, hiddenDpCost = 0, hiddenFsdpCost = 0, fsdpWindow = 0;
    double zeroAllReduce = 0, zeroReduceShare = 0, pipelineScatter = 0, pipelineSyncSeconds = 0;
    double separateGradientSum = 0;
    double moeChanceLoad = 0, moeMovementFactor = 0, moeHostForwardSeconds = 0, moeFixedSeconds = 0;
    double pipelinePairShare = 0;
    double stragglerPerDoubling = 0;

    // Communication inside a step (cost/collective.h prices stand-alone collectives).
    double linkGather = 0, linkReduce = 0, linkAlphaSeconds = 0;
    double nicShare = 0, nicAlphaSeconds = 0, nicHopSeconds = 0;
    double dispatchLinkShare = 0, dispatchNicShare = 0, allToAllLinkShare = 0, allToAllNicShare = 0;

    // Serving kernels and engines.
    double serveGemmBf16 = 0, serveGemmFp8 = 0, serveGemmFp4 = 0;
    double serveGrouped = 0, serveGroupedScale = 0;
    double serveHbm = 0, serveKv = 0;
    double serveAttention = 0, serveLatentAttention = 0;
    double serveLayerSeconds = 0, serveMoeSeconds = 0, serveLatentSeconds = 0;
    double serveLayerHostSeconds = 0, serveMoeHostSeconds = 0, serveDecodeGraphs = 0;
    double serveStepSeconds = 0, serveSequenceSeconds = 0, serveRequestSeconds = 0;
    double serveCudaCoreAttention = 0, serveTensorCoreGroup = 0;
    double serveReservedOutput = 0;
    double oneShotSeconds = 0, oneShotHopSeconds = 0, oneShotBytesPerSecond = 0;

    /// Names of the constants that fell back to a general value or are marked as guesses in the presets.
    std::vector<std::string_view> guesses;
};

/// One constant by name: where it goes, what it is when no preset says it, and what it means.
struct EfficiencyField {
    std::string_view name;
    double Efficiency::*member;
    double fallback;
    bool perAccelerator; ///< the fallback is a guess: a measurement of the accelerator would be needed
    std::string_view meaning;
};

[[nodiscard]] std::span<const EfficiencyField> efficiencyFields();

/// Gathers the constants. Never fails: what is missing falls back and is listed in `guesses`.
[[nodiscard]] Efficiency efficiencyOf(const AcceleratorSpec& accelerator, const SoftwareSpec& software);

/// Where the constant `name` of this pair comes from, for derivations: value, source text and guess flag.
[[nodiscard]] Constant efficiencyConstant(std::string_view name, const AcceleratorSpec& accelerator, const SoftwareSpec& software);

} // namespace shardscape
