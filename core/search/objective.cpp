// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/objective.h"

namespace shardscape {
namespace {

constexpr double secondsPerHour = 3600.0;
constexpr double million = 1e6;

} // namespace

bool isGain(PlanQuantity quantity)
{
    switch (quantity) {
    case PlanQuantity::TokensPerGpu:
    case PlanQuantity::MemoryHeadroom:
    case PlanQuantity::Interactivity:
    case PlanQuantity::Concurrency:
    case PlanQuantity::OutputTokens: return true;
    case PlanQuantity::StepTime:
    case PlanQuantity::Gpus:
    case PlanQuantity::Cost:
    case PlanQuantity::Energy:
    case PlanQuantity::Ttft:
    case PlanQuantity::Tpot: return false;
    }
    return false;
}

bool suits(PlanQuantity quantity, bool training)
{
    switch (quantity) {
    case PlanQuantity::StepTime: return training;
    case PlanQuantity::Ttft:
    case PlanQuantity::Tpot:
    case PlanQuantity::Interactivity:
    case PlanQuantity::Concurrency:
    case PlanQuantity::OutputTokens: return !training;
    case PlanQuantity::TokensPerGpu:
    case PlanQuantity::MemoryHeadroom:
    case PlanQuantity::Gpus:
    case PlanQuantity::Cost:
    case PlanQuantity::Energy: return true;
    }
    return false;
}

std::string_view unitOf(PlanQuantity quantity, const AcceleratorSpec& accelerator)
{
    switch (quantity) {
    case PlanQuantity::StepTime:
    case PlanQuantity::Ttft:
    case PlanQuantity::Tpot: return "seconds";
    case PlanQuantity::TokensPerGpu: return "tokens_per_second_per_gpu";
    case PlanQuantity::MemoryHeadroom: return "bytes";
    case PlanQuantity::Gpus: return "gpus";
    case PlanQuantity::Cost: return accelerator.priceUsdPerHour > 0.0 ? "usd_per_million_tokens" : "gpu_seconds_per_million_tokens";
    case PlanQuantity::Energy: return "joules_per_token";
    case PlanQuantity::Interactivity:
    case PlanQuantity::OutputTokens: return "tokens_per_second";
    case PlanQuantity::Concurrency: return "requests";
    }
    return {};
}

double quantityOf(PlanQuantity quantity, const PlanFigures& f, int gpus, const AcceleratorSpec& accelerator)
{
    switch (quantity) {
    case PlanQuantity::StepTime: return f.step.inSeconds();
    case PlanQuantity::TokensPerGpu: return f.tokensPerSecondPerGpu;
    case PlanQuantity::MemoryHeadroom: return accelerator.memory.inBytes() - f.peak.inBytes();
    case PlanQuantity::Gpus: return gpus;
    case PlanQuantity::Cost: {
        const double price = accelerator.priceUsdPerHour > 0.0 ? accelerator.priceUsdPerHour / secondsPerHour : 1.0;
        return price * million / f.tokensPerSecondPerGpu;
    }
    case PlanQuantity::Energy: return accelerator.tdpWatts / f.tokensPerSecondPerGpu;
    case PlanQuantity::Ttft: return f.ttft.inSeconds();
    case PlanQuantity::Tpot: return f.tpot.inSeconds();
    case PlanQuantity::Interactivity: return 1.0 / f.tpot.inSeconds();
    case PlanQuantity::Concurrency: return f.maxConcurrency;
    case PlanQuantity::OutputTokens: return f.outputTokensPerSecond;
    }
    return 0.0;
}

} // namespace shardscape
