// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/stage_layout.h"

#include "plan/virtual_stage.h"

#include <fmt/format.h>

#include <numeric>

namespace shardscape {
namespace {

void checkChunks(const Parallelism& parallelism, Problems& problems)
{
    const auto add = [&](std::string code, std::string message, std::string hint) {
        problems.push_back({Severity::Error, std::move(code), "/parallelism/vpp", std::move(message), std::move(hint)});
    };
    const std::string_view name = toText(parallelism.schedule);
    switch (parallelism.schedule) {
    case ScheduleKind::OneFOneB:
    case ScheduleKind::ZbH1:
    case ScheduleKind::ZbH2:
    case ScheduleKind::DualPipe:
    case ScheduleKind::ForwardOnly:
        if (parallelism.vpp != 1)
            add("vpp-schedule", fmt::format("schedule {} has one model chunk per stage, but vpp is {}", name, parallelism.vpp),
                "set vpp to 1, or the schedule to interleaved");
        break;
    case ScheduleKind::Interleaved:
        if (parallelism.vpp < 2 && parallelism.pp > 1)
            add("vpp-schedule", "schedule interleaved needs at least two model chunks per stage, but vpp is 1",
                "set vpp to 2 or more, or the schedule to 1f1b");
        break;
    case ScheduleKind::ZbV:
    case ScheduleKind::VHalf:
    case ScheduleKind::VMin:
    case ScheduleKind::DualPipeV:
        if (parallelism.vpp > 2)
            add("vpp-schedule", fmt::format("schedule {} has exactly two model chunks per stage, but vpp is {}", name, parallelism.vpp),
                "set vpp to 2 (or 1, which means the schedule's own two)");
        break;
    case ScheduleKind::GPipe: break;
    }
}

Problems checkStageLayers(const std::vector<int>& given, int layers, int virtualStageCount)
{
    Problems problems;
    const auto add = [&](std::string message, std::string hint) {
        problems.push_back({Severity::Error, "stage-layers", "/parallelism/stage_layers", std::move(message), std::move(hint)});
    };
    if (static_cast<int>(given.size()) != virtualStageCount)
        add(fmt::format("{} numbers for {} virtual stages", given.size(), virtualStageCount), "give one number per virtual stage, or null");
    const long long sum = std::accumulate(given.begin(), given.end(), 0LL);
    if (sum != layers)
        add(fmt::format("the stages hold {} layers, but the model has {}", sum, layers), "make the numbers add up to the model's layers");
    return problems;
}

} // namespace

std::vector<int> balancedLayers(int layers, int virtualStageCount)
{
    const int rounded = (layers + virtualStageCount - 1) / virtualStageCount;
    std::vector<int> counts(static_cast<std::size_t>(virtualStageCount), rounded);
    const int shortStages = rounded * virtualStageCount - layers;
    for (int i = 0; i < shortStages; ++i)
        --counts[static_cast<std::size_t>((i + virtualStageCount - 1) % virtualStageCount)];
    return counts;
}

Result<StageLayout> layoutStages(const TransformerSpec& model, const Parallelism& parallelism)
{
    Problems problems;
    checkChunks(parallelism, problems);
    // An absurd pp * vpp would overflow the count of virtual stages; it cannot be right anyway when it exceeds the layers.
    const long long wanted = 1LL * parallelism.pp * chunksPerStage(parallelism.schedule, parallelism.vpp);
    const bool mirrored = chunkPlacement(parallelism.schedule) == ChunkPlacement::Mirrored;
    // Layouts given by hand may leave the ends to the embedding and the head alone (Llama 3 405B with 128 virtual stages).
    const int most = model.layers() + (parallelism.stageLayers ? 2 : 0);
    if ((mirrored ? parallelism.pp : wanted) > most) {
        problems.push_back({Severity::Error, "pp-exceeds-layers", "/parallelism/pp",
                            fmt::format("{} pipeline stages of {} model chunks need {} layers, but the model has {}", parallelism.pp,
                                        chunksPerStage(parallelism.schedule, parallelism.vpp), wanted, model.layers()),
                            fmt::format("choose pp * vpp of at most {}", most)});
    }
    if (!problems.empty())
        return failure(std::move(problems));

    const int count = virtualStages(parallelism.schedule, parallelism.pp, parallelism.vpp);
    if (parallelism.stageLayers)
        problems = checkStageLayers(*parallelism.stageLayers, model.layers(), count);
    if (!problems.empty())
        return failure(std::move(problems));

    const std::vector<int> layers = parallelism.stageLayers ? *parallelism.stageLayers : balancedLayers(model.layers(), count);
    std::vector<StageChunk> virtualChunks;
    int first = 0;
    for (int v = 0; v < count; ++v) {
        const bool last = v == count - 1;
        const int here = layers[static_cast<std::size_t>(v)];
        virtualChunks.push_back(
            {.firstLayer = first, .layers = here, .embedding = v == 0, .head = last, .mtpLayers = last ? model.mtpLayers : 0});
        first += here;
    }

    StageLayout layout{.stages = parallelism.pp, .chunks = chunksPerStage(parallelism.schedule, parallelism.vpp), .chunk = {}};
    for (int stage = 0; stage < layout.stages; ++stage)
        for (int c = 0; c < layout.chunks; ++c)
            layout.chunk.push_back(virtualChunks[static_cast<std::size_t>(virtualStage(parallelism.schedule, layout.stages, stage, c))]);
    return layout;
}

} // namespace shardscape
