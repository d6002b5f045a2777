// SPDX-License-Identifier: GPL-3.0-or-later
// Megatron Bridge 0.2 (NeMo's recipes): Megatron's arguments as overrides of a recipe, "model.tensor_model_parallel_size=8". Source of the
// names: docs.nvidia.com/nemo/megatron-bridge, "Megatron-LM to Megatron Bridge Guide" and "Communication Overlap".
#include "launch/megatron_arguments.h"
#include "launch/megatron_model.h"
#include "launch/shell_words.h"

#include <algorithm>

namespace shardscape {

namespace {

constexpr std::string_view program = "run_recipe.py";

enum class OverrideKind : unsigned char {
    Value,
    Switch,  ///< flag = true
    Inverted ///< flag = false
};

struct Override {
    std::string_view flag;
    std::string_view key;
    OverrideKind kind = OverrideKind::Value;
};

constexpr std::array<Override, 31> overrides{{
    {"--tensor-model-parallel-size", "model.tensor_model_parallel_size"},
    {"--pipeline-model-parallel-size", "model.pipeline_model_parallel_size"},
    {"--context-parallel-size", "model.context_parallel_size"},
    {"--expert-model-parallel-size", "model.expert_model_parallel_size"},
    {"--expert-tensor-parallel-size", "model.expert_tensor_parallel_size"},
    {"--num-virtual-stages-per-pipeline-rank", "model.virtual_pipeline_model_parallel_size"},
    {"--pipeline-model-parallel-layout", "model.pipeline_model_parallel_layout"},
    {"--sequence-parallel", "model.sequence_parallel", OverrideKind::Switch},
    {"--use-tp-pp-dp-mapping", "dist.use_tp_pp_dp_mapping", OverrideKind::Switch},
    {"--use-distributed-optimizer", "ddp.use_distributed_optimizer", OverrideKind::Switch},
    {"--use-megatron-fsdp", "ddp.use_megatron_fsdp", OverrideKind::Switch},
    {"--data-parallel-sharding-strategy", "ddp.data_parallel_sharding_strategy"},
    {"--num-distributed-optimizer-instances", "ddp.num_distributed_optimizer_instances"},
    {"--micro-batch-size", "train.micro_batch_size"},
    {"--global-batch-size", "train.global_batch_size"},
    {"--seq-length", "model.seq_length"},
    {"--recompute-granularity", "model.recompute_granularity"},
    {"--recompute-method", "model.recompute_method"},
    {"--recompute-num-layers", "model.recompute_num_layers"},
    {"--attention-backend", "model.attention_backend"},
    {"--optimizer", "optimizer.optimizer"},
    {"--use-precision-aware-optimizer", "optimizer.use_precision_aware_optimizer", OverrideKind::Switch},
    {"--exp-avg-dtype", "optimizer.exp_avg_dtype"},
    {"--exp-avg-sq-dtype", "optimizer.exp_avg_sq_dtype"},
    {"--optimizer-cpu-offload", "optimizer.optimizer_cpu_offload", OverrideKind::Switch},
    {"--grad-reduce-in-bf16", "ddp.grad_reduce_in_fp32", OverrideKind::Inverted},
    {"--overlap-grad-reduce", "ddp.overlap_grad_reduce", OverrideKind::Switch},
    {"--overlap-param-gather", "ddp.overlap_param_gather", OverrideKind::Switch},
    {"--tp-comm-overlap", "comm_overlap.tp_comm_overlap", OverrideKind::Switch},
    {"--no-overlap-p2p-communication", "comm_overlap.overlap_p2p_comm", OverrideKind::Inverted},
    {"--overlap-moe-expert-parallel-comm", "comm_overlap.overlap_moe_expert_parallel_comm", OverrideKind::Switch},
}};

/// A named recipe of mixed precision, and Megatron's flags that mean the same.
struct PrecisionRecipe {
    std::string_view name;
    DataType type;
    std::string_view flags;
};

constexpr std::array<PrecisionRecipe, 6> precisions{{{"bf16_mixed", DataType::Bf16, "--bf16"},
                                                     {"16-mixed", DataType::Fp16, "--fp16"},
                                                     {"bf16_with_fp8_delayed_scaling_mixed", DataType::Fp8, "--bf16 --fp8-format hybrid"},
                                                     {"bf16_with_fp8_current_scaling_mixed", DataType::Fp8, "--bf16 --fp8-format hybrid"},
                                                     {"bf16_with_mxfp8_mixed", DataType::MxFp8, "--bf16 --fp8-format e4m3 --fp8-recipe mxfp8"},
                                                     {"bf16_with_nvfp4_mixed", DataType::NvFp4, "--bf16 --fp4-format e2m1"}}};

template <class Table, class Test> const auto* findIn(const Table& table, Test test)
{
    const auto found = std::find_if(table.begin(), table.end(), test);
    return found == table.end() ? nullptr : &*found;
}

void writePrecision(DataType precision, CommandWriter& writer)
{
    if (const PrecisionRecipe* recipe = findIn(precisions, [&](const PrecisionRecipe& one) { return one.type == precision; }))
        writer.on("mixed_precision=" + std::string{recipe->name});
    else
        writer.notExpressed("the precision " + std::string{toText(precision)});
}

/// One flag of Megatron as an override; model sizes are the recipe's, precision is a recipe of its own.
void writeOverride(const std::string& flag, const std::string& value, CommandWriter& writer)
{
    if (flag == "--recompute-activations")
        writer.on("model.recompute_granularity=selective");
    else if (const Override* one = findIn(overrides, [&](const Override& o) { return o.flag == flag; }))
        writer.on(std::string{one->key} + '=' +
                  (one->kind == OverrideKind::Switch ? "true" : one->kind == OverrideKind::Inverted ? "false" : quoteForShell(value)));
}

std::string write(const LaunchInput& input, std::vector<std::string>& gaps)
{
    std::vector<std::string> megatronGaps;
    const auto words = splitShellWords(writeMegatron(input, megatronGaps));
    std::string start;
    std::size_t at = 0;
    for (; at < words->size() && (*words)[at].text != "pretrain_gpt.py"; ++at)
        start += (*words)[at].text + ' ';
    CommandWriter writer(start + "scripts/training/run_recipe.py --recipe \"$RECIPE\" --mode pretrain --dataset mock");
    for (const std::string& gap : megatronGaps)
        writer.notExpressed(gap);
    writer.notExpressed("the recipe of " + input.inputs.model.name + "; name it in RECIPE, its model and data are taken");
    writer.before("RECIPE=\n");
    for (++at; at < words->size(); ++at) {
        const bool hasValue = at + 1 < words->size() && !(*words)[at + 1].text.starts_with("--");
        writeOverride((*words)[at].text, hasValue ? (*words)[at + 1].text : std::string{}, writer);
        at += hasValue ? 1 : 0;
    }
    writePrecision(input.scenario.workload.training()->precision, writer);
    gaps = writer.gaps();
    return writer.text();
}

/// Appends Megatron's words for one override; false when there are none.
bool translate(const std::string& key, const std::string& value, std::vector<ShellWord>& words)
{
    const auto add = [&](std::string_view text) { words.push_back({.text = std::string{text}}); };
    if (key == "mixed_precision") {
        const PrecisionRecipe* recipe = findIn(precisions, [&](const PrecisionRecipe& one) { return one.name == value; });
        const auto flags = recipe ? splitShellWords(recipe->flags) : Result<std::vector<ShellWord>>{};
        if (recipe)
            words.insert(words.end(), flags->begin(), flags->end());
        return recipe != nullptr;
    }
    const Override* one = findIn(overrides, [&](const Override& o) { return o.key == key; });
    if (one == nullptr)
        return false;
    const bool yes = value == "true" || value == "True";
    if (one->kind == OverrideKind::Value && value != "null") {
        add(one->flag);
        add(value);
    } else if (one->kind != OverrideKind::Value && yes == (one->kind == OverrideKind::Switch)) {
        add(one->flag);
    }
    return true;
}

/// The report names what was in the text.
void nameAsWritten(std::vector<LaunchItem>& items)
{
    for (LaunchItem& item : items)
        if (const Override* one = findIn(overrides, [&](const Override& o) { return o.flag == item.flag; }))
            item.flag = one->key;
}

void read(LaunchReading& reading)
{
    std::vector<ShellWord> words;
    std::vector<LaunchItem> ignored;
    for (const ShellWord& word : reading.words) {
        const auto equals = word.text.find('=');
        if (word.text.starts_with('-') || equals == std::string::npos)
            continue; // the recipe's own options
        const std::string key = word.text.substr(word.text.find_first_not_of('+'), equals - word.text.find_first_not_of('+'));
        if (!translate(key, word.text.substr(equals + 1), words))
            ignored.push_back({key, word.text.substr(equals + 1), "says nothing about the split, or is not known here"});
    }
    LaunchReading inner{reading.text, reading.before, words, reading.library, reading.scenario, reading.report, reading.problems};
    readMegatron(inner);
    LaunchReport& report = reading.report;
    for (auto* items : {&report.understood, &report.assumed, &report.ignored})
        nameAsWritten(*items);
    report.ignored.insert(report.ignored.end(), ignored.begin(), ignored.end());
    report.assumed.push_back({"--recipe", "", "what the recipe sets besides is not known here; Megatron's defaults were taken"});
}

bool isProgram(std::string_view word) { return word == program || word.ends_with("/run_recipe.py"); }

} // namespace

LaunchEngine megatronBridgeEngine()
{
    return {.target = LaunchTarget::MegatronBridge,
            .version = "Megatron Bridge 0.2",
            .software = megatronSoftware,
            .training = true,
            .write = write,
            .isProgram = isProgram,
            .read = read};
}

} // namespace shardscape
