// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/megatron_arguments.h"

#include "launch/megatron_model.h"

namespace shardscape {

namespace {

const std::vector<FlagSpec>& planFlags()
{
    using enum FlagKind;
    static const std::vector<FlagSpec> table{
        {"--tensor-model-parallel-size", Value, "tensor parallel degree"},
        {"--pipeline-model-parallel-size", Value, "pipeline parallel degree"},
        {"--context-parallel-size", Value, "context parallel degree"},
        {"--expert-model-parallel-size", Value, "expert parallel degree"},
        {"--expert-tensor-parallel-size", Value, "expert tensor parallel degree"},
        {"--num-virtual-stages-per-pipeline-rank", Value, "model chunks of a pipeline rank"},
        {"--num-layers-per-virtual-pipeline-stage", Value, "layers of a model chunk"},
        {"--pipeline-model-parallel-layout", Value, "layers of each virtual stage"},
        {"--sequence-parallel", Switch, "sequence parallelism"},
        {"--use-distributed-optimizer", Switch, "optimizer states sharded over data parallelism"},
        {"--use-megatron-fsdp", Switch, "Megatron's own FSDP", {"--use-custom-fsdp"}},
        {"--data-parallel-sharding-strategy", Value, "what FSDP shards"},
        {"--num-distributed-optimizer-instances", Value, "replicas of the sharded states"},
        {"--use-tp-pp-dp-mapping", Switch, "pipeline ranks stand inside data ranks"},
        {"--micro-batch-size", Value, "sequences of a micro-batch"},
        {"--global-batch-size", Value, "sequences of a step"},
        {"--seq-length", Value, "tokens of a sequence"},
        {"--bf16", Switch, "bf16 mixed precision"},
        {"--fp16", Switch, "fp16 mixed precision"},
        {"--fp8-format", Value, "fp8 matrix products", {"--fp8"}},
        {"--fp8-recipe", Value, "scaling of fp8"},
        {"--fp4-format", Value, "fp4 matrix products"},
        {"--recompute-activations", Switch, "the attention core is computed again"},
        {"--recompute-granularity", Value, "what is computed again"},
        {"--recompute-method", Value, "which layers are computed again"},
        {"--recompute-num-layers", Value, "how many layers"},
        {"--attention-backend", Value, "attention kernel"},
        {"--use-flash-attn", Switch, "flash attention"},
        {"--optimizer", Value, "optimizer"},
        {"--use-precision-aware-optimizer", Switch, "optimizer states in fewer bits"},
        {"--exp-avg-dtype", Value, "number format of the first moment"},
        {"--exp-avg-sq-dtype", OtherValue, "taken as that of the first moment"},
        {"--optimizer-cpu-offload", Switch, "optimizer states in host memory"},
        {"--grad-reduce-in-bf16", Switch, "gradients are reduced in bf16"},
        {"--overlap-grad-reduce", Switch, "gradients are reduced under the backward pass"},
        {"--overlap-param-gather", OtherSwitch, "goes with --overlap-grad-reduce"},
        {"--tp-comm-overlap", Switch, "tensor parallel transfers under matrix products"},
        {"--no-overlap-p2p-communication", Switch, "pipeline sends are waited for"},
        {"--overlap-moe-expert-parallel-comm", Switch, "expert all-to-all under another micro-batch"},
        {"--optimizer-offload-fraction", OtherValue, "all states are taken as offloaded"},
        {"--accumulate-allreduce-grads-in-fp32", OtherSwitch, "the default with bf16"},
        {"--moe-token-dispatcher-type", OtherValue, "dispatch is taken as the software generation has it"},
        {"--moe-grouped-gemm", OtherSwitch, "taken so"},
        {"--moe-router-load-balancing-type", OtherValue, "the scenario's imbalance says it"},
        {"--moe-aux-loss-coeff", OtherValue, "the scenario's imbalance says it"},
        {"--distributed-timeout-minutes", OtherValue, "says nothing about the split"},
        {"--train-iters", OtherValue, "one step is modeled"},
        {"--train-samples", OtherValue, "one step is modeled"},
        {"--lr", OtherValue, "says nothing about the split"},
        {"--min-lr", OtherValue, "says nothing about the split"},
        {"--lr-decay-style", OtherValue, "says nothing about the split"},
        {"--lr-warmup-iters", OtherValue, "says nothing about the split"},
        {"--weight-decay", OtherValue, "says nothing about the split"},
        {"--clip-grad", OtherValue, "says nothing about the split"},
        {"--adam-beta1", OtherValue, "says nothing about the split"},
        {"--adam-beta2", OtherValue, "says nothing about the split"},
        {"--init-method-std", OtherValue, "says nothing about the split"},
        {"--attention-dropout", OtherValue, "says nothing about the split"},
        {"--hidden-dropout", OtherValue, "says nothing about the split"},
        {"--tokenizer-type", OtherValue, "says nothing about the split"},
        {"--tokenizer-model", OtherValue, "says nothing about the split"},
        {"--data-path", OtherValue, "data loading is not modeled"},
        {"--split", OtherValue, "data loading is not modeled"},
        {"--log-interval", OtherValue, "says nothing about the split"},
        {"--save", OtherValue, "checkpoints are not modeled"},
        {"--load", OtherValue, "checkpoints are not modeled"},
        {"--save-interval", OtherValue, "checkpoints are not modeled"},
        {"--eval-iters", OtherValue, "one step is modeled"},
        {"--eval-interval", OtherValue, "one step is modeled"},
        {"--mock-data", OtherSwitch, "data loading is not modeled"},
        {"--use-mcore-models", OtherSwitch, "taken so"},
        {"--transformer-impl", OtherValue, "kernels are taken as the software generation has them"},
        {"--distributed-backend", OtherValue, "taken as nccl"},
        {"--no-gradient-accumulation-fusion", OtherSwitch, "kernels are taken as the software generation has them"},
        {"--no-masked-softmax-fusion", OtherSwitch, "kernels are taken as the software generation has them"},
    };
    return table;
}

} // namespace

const std::vector<FlagSpec>& megatronFlags()
{
    static const std::vector<FlagSpec> all = [] {
        std::vector<FlagSpec> table = planFlags();
        table.insert(table.end(), megatronModelFlags().begin(), megatronModelFlags().end());
        return table;
    }();
    return all;
}

} // namespace shardscape
