// SPDX-License-Identifier: GPL-3.0-or-later
// Launch commands as the engines' documentation shows them, and commands that are broken.
#include "launch_fixture.h"

#include "io/scenario_file.h"
#include "launch/launch_json.h"

using namespace shardscape;

namespace {

const LaunchItem* find(const std::vector<LaunchItem>& items, std::string_view flag)
{
    for (const LaunchItem& item : items)
        if (item.flag == flag)
            return &item;
    return nullptr;
}

} // namespace

class LaunchImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = test::allPresets(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /// Commands as documentation pages of the engines have them (October 2025), with the degrees they mean.
    void documentedCommands_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QList<int>>("degrees"); // tp cp ep pp dp
        const auto row = [](const char* name, const char* text, const char* model, QList<int> degrees) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(model) << degrees;
        };
        row("vLLM, distributed serving: one node", "vllm serve meta-llama/Llama-3.1-70B-Instruct --tensor-parallel-size 4", "llama-3.1-70b",
            {4, 1, 1, 1, 1});
        row("vLLM, distributed serving: two nodes",
            "vllm serve /path/to/Meta-Llama-3.1-405B-Instruct-FP8 \\\n     --tensor-parallel-size 8 \\\n     --pipeline-parallel-size 2 \\\n"
            "     --distributed-executor-backend ray",
            "llama-3.1-405b", {8, 1, 1, 2, 1});
        row("vLLM, expert parallel deployment",
            "vllm serve deepseek-ai/DeepSeek-V3-0324 --tensor-parallel-size 1 --data-parallel-size 8 --enable-expert-parallel", "deepseek-v3",
            {1, 1, 8, 1, 8});
        row("vLLM, api server module, short flags", "python -m vllm.entrypoints.openai.api_server --model mistralai/Mixtral-8x7B-Instruct-v0.1 -tp 2",
            "mixtral-8x7b", {2, 1, 1, 1, 1});
        row("vLLM with environment and sudo", "CUDA_VISIBLE_DEVICES=0,1 VLLM_USE_V1=1 vllm serve Qwen/Qwen3-32B -tp=2 --port 8001", "qwen3-32b",
            {2, 1, 1, 1, 1});
        row("SGLang, DeepSeek usage: two nodes",
            "python3 -m sglang.launch_server --model-path deepseek-ai/DeepSeek-V3 --tp 16 --dist-init-addr 10.0.0.1:5000 --nnodes 2 "
            "--node-rank 0 --trust-remote-code",
            "deepseek-v3", {16, 1, 1, 1, 1});
        row("SGLang, DP attention",
            "python3 -m sglang.launch_server --model-path deepseek-ai/DeepSeek-V3 --tp 8 --dp 8 --ep 8 --enable-dp-attention --trust-remote-code",
            "deepseek-v3", {1, 1, 8, 1, 8});
        row("SGLang, router with replicas", "python -m sglang_router.launch_server --model-path meta-llama/Meta-Llama-3-8B-Instruct --dp 2 --tp 2",
            "llama-3-8b", {2, 1, 1, 1, 2});
        row("Megatron Bridge, migration guide",
            "torchrun --nproc-per-node 8 scripts/training/run_recipe.py --recipe llama3_8b_pretrain_2gpu_h100_bf16_config --mode pretrain --dataset mock "
            "train.micro_batch_size=2 train.global_batch_size=128 model.tensor_model_parallel_size=2 model.sequence_parallel=true",
            "llama-3.1-70b", {2, 1, 1, 1, 4});
        row("TensorRT-LLM, quick start", "trtllm-serve meta-llama/Llama-3.1-8B-Instruct --backend pytorch --tp_size 2 --max_batch_size 128",
            "llama-3.1-8b", {2, 1, 1, 1, 1});
        row("Megatron, GPT-3 175B example",
            "torchrun --nproc_per_node 8 --nnodes 128 --node_rank 0 --master_addr localhost --master_port 6000 pretrain_gpt.py --num-layers 96 "
            "--hidden-size 12288 --num-attention-heads 96 --seq-length 2048 --max-position-embeddings 2048 --micro-batch-size 1 "
            "--global-batch-size 1536 --fp16 --tensor-model-parallel-size 8 --pipeline-model-parallel-size 16 --lr 6.0e-5 --use-mcore-models "
            "--data-path $DATA_PATH --vocab-file $VOCAB_FILE --distributed-backend nccl",
            "gpt3-175b", {8, 1, 1, 16, 8});
        row("Megatron, Mixtral example",
            "torchrun --nproc_per_node 8 --nnodes 2 pretrain_gpt.py --use-mcore-models --disable-bias-linear --seq-length 4096 --num-layers 32 "
            "--hidden-size 4096 --ffn-hidden-size 14336 --num-attention-heads 32 --swiglu --untie-embeddings-and-output-weights "
            "--group-query-attention --num-query-groups 8 --num-experts 8 --moe-router-topk 2 --moe-grouped-gemm --micro-batch-size 1 "
            "--global-batch-size 256 --bf16 --tensor-model-parallel-size 1 --pipeline-model-parallel-size 4 --expert-model-parallel-size 4 "
            "--use-distributed-optimizer --sequence-parallel --overlap-grad-reduce",
            "mixtral-8x7b", {1, 1, 4, 4, 4});
        row("torchtitan on the command line",
            "torchrun --nnodes 16 --nproc_per_node 8 -m torchtitan.train --parallelism.tensor_parallel_degree 8 "
            "--parallelism.data_parallel_shard_degree=16 --training.local_batch_size 2",
            "llama-3.1-70b", {8, 1, 1, 1, 16});
        row("torchtitan TOML",
            "[model]\nname = \"llama3\"\nflavor = \"405B\"\nhf_assets_path = \"./assets/hf/Llama-3.1-405B\"\n\n[training]\nlocal_batch_size = 2\n"
            "seq_len = 8192 # tokens\n\n[parallelism]\ndata_parallel_shard_degree = 64\ntensor_parallel_degree = 8\n",
            "llama-3.1-405b", {8, 1, 1, 1, 64});
        row("DeepSpeed JSON",
            R"({"train_batch_size": 256, "train_micro_batch_size_per_gpu": 4, "gradient_accumulation_steps": 4,
                "zero_optimization": {"stage": 3, "offload_optimizer": {"device": "cpu"}}, "bf16": {"enabled": true}})",
            "llama-3.1-70b", {1, 1, 1, 1, 16});
    }
    void documentedCommands()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, model);
        QFETCH(QList<int>, degrees);
        const auto read = importLaunch(text.toStdString(), test::trainingBase(), m_library);
        QVERIFY2(read, qPrintable(read ? QString() : test::textOf(read.error())));
        QCOMPARE(QByteArray::fromStdString(read->scenario.model.preset), model);
        const Parallelism& p = read->scenario.parallelism;
        QCOMPARE(QList<int>({p.tp, p.cp, p.ep, p.pp, p.dp}), degrees);
        QVERIFY(!read->report.understood.empty());
        QVERIFY(!read->report.assumed.empty());
        // What was made is a whole scenario that reads back.
        const auto again = readScenario(writeScenario(read->scenario));
        QVERIFY2(again, qPrintable(again ? QString() : test::textOf(again.error())));
        QVERIFY(*again == read->scenario);
        QVERIFY(importedLaunchToJson(*read).find("\"understood\"") != std::string::npos);
    }

    void everythingWrittenIsAccountedFor()
    {
        const auto read = importLaunch("vllm serve Qwen/Qwen3-32B --tensor-parallel-size 2 --port 80 --made-up 3 --tensor-paralel-size 4",
                                       test::servingBase(), m_library);
        QVERIFY(read);
        QVERIFY(find(read->report.understood, "--tensor-parallel-size"));
        QVERIFY(find(read->report.ignored, "--port"));
        const LaunchItem* unknown = find(read->report.ignored, "--made-up");
        QVERIFY(unknown && unknown->value == "3");
        const LaunchItem* typo = find(read->report.ignored, "--tensor-paralel-size");
        QVERIFY(typo && typo->meaning.find("--tensor-parallel-size") != std::string::npos);
        QVERIFY(find(read->report.assumed, "--pipeline-parallel-size"));
        QCOMPARE(read->scenario.parallelism.tp, 2);
    }

    void defaultsAreThoseOfTheEngine()
    {
        const auto read = importLaunch("vllm serve Qwen/Qwen3-32B", test::servingBase(), m_library);
        QVERIFY(read);
        const InferenceWorkload& w = *read->scenario.workload.inference();
        QCOMPARE(w.memoryFraction, 0.9);
        QCOMPARE(w.chunkedPrefillTokens, std::optional<int>(8192));
        QCOMPARE(w.promptTokens, 2048); // the traffic of the scenario at hand
        QCOMPARE(read->scenario.workload.software, std::optional<std::string>("vllm-0.10"));
    }

    void modelOfNoPresetBecomesADescription()
    {
        const auto read = importLaunch("torchrun --nnodes 1 --nproc-per-node 8 pretrain_gpt.py --num-layers 20 --hidden-size 2560 "
                                       "--num-attention-heads 20 --swiglu --ffn-hidden-size 6912 --vocab-size 50304 --bf16",
                                       test::trainingBase(), m_library);
        QVERIFY2(read, qPrintable(read ? QString() : test::textOf(read.error())));
        QVERIFY(read->scenario.model.preset.empty());
        const auto inputs = m_library.resolve(read->scenario);
        QVERIFY2(inputs, qPrintable(inputs ? QString() : test::textOf(inputs.error())));
        QCOMPARE(inputs->model.layers(), 20);
        QCOMPARE(inputs->model.vocabulary, 50304);
    }

    void brokenCommands_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says"); // somewhere in the problems
        const auto row = [](const char* name, const char* text, const char* says) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(says);
        };
        row("nothing", "", "no launch command");
        row("another program", "ls -la", "no launch command");
        row("an open quote", "vllm serve 'Qwen/Qwen3-32B", "never closed");
        row("binary data", "vllm\x01\x02", "control character");
        row("no number", "vllm serve Qwen/Qwen3-32B -tp two", "'two' is no whole number");
        row("zero", "vllm serve Qwen/Qwen3-32B -tp 0", "at least 1");
        row("negative", "vllm serve Qwen/Qwen3-32B -tp -4", "no whole number of at least 1");
        row("too large", "vllm serve Qwen/Qwen3-32B -tp 99999999999999", "no whole number");
        row("half a number", "vllm serve Qwen/Qwen3-32B --gpu-memory-utilization 0.9x", "0.9x");
        row("no value", "vllm serve Qwen/Qwen3-32B --tensor-parallel-size", "no value");
        row("two values", "vllm serve Qwen/Qwen3-32B -tp 2 --tensor-parallel-size 4", "given twice");
        row("unknown model", "vllm serve acme/nothing-7b -tp 2", "none of the presets");
        row("unknown format", "vllm serve Qwen/Qwen3-32B --quantization zip", "known: fp8");
        row("both precisions", "torchrun --nnodes 1 --nproc-per-node 8 pretrain_gpt.py --bf16 --fp16", "exclude each other");
        row("degrees that do not divide", "torchrun --nnodes 1 --nproc-per-node 8 pretrain_gpt.py --bf16 --tensor-model-parallel-size 3",
            "does not divide 8 processes");
        row("dp attention that does not divide", "python -m sglang.launch_server --model-path deepseek-ai/DeepSeek-V3 --tp 8 --dp 3 --enable-dp-attention",
            "does not divide 8");
        row("JSON cut off", "{\"train_batch_size\": 256, ", "");
        row("a ZeRO stage that is none", R"({"train_batch_size": 8, "zero_optimization": {"stage": 7}})", "no stage of ZeRO");
        row("a layout that is none", "torchrun --nproc-per-node 8 pretrain_gpt.py --pipeline-model-parallel-layout 'hello'", "no layout");
    }
    void brokenCommands()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        const auto read = importLaunch(text.toStdString(), test::trainingBase(), m_library);
        QVERIFY(!read);
        const QString all = test::textOf(read.error());
        QVERIFY2(all.contains(QString::fromUtf8(says)), qPrintable(all));
        for (const Problem& problem : read.error())
            QVERIFY2(!problem.hint.empty(), problem.message.c_str());
        QVERIFY(launchProblemsToJson(read.error()).find("\"problems\"") != std::string::npos);
    }

    /// Every cut of a command is either understood or a problem; nothing crashes or hangs.
    void everyPieceOfACommand()
    {
        const std::string whole = "FOO=1 torchrun --nproc_per_node=8 --nnodes 2 pretrain_gpt.py --num-layers 32 --hidden-size 4096 "
                                  "--pipeline-model-parallel-layout \"Et*2|(tt|)*3,L\" --bf16 # done\n";
        for (std::size_t begin = 0; begin < whole.size(); begin += 3)
            for (std::size_t length = 1; begin + length <= whole.size(); length += 7) {
                const auto read = importLaunch(std::string_view(whole).substr(begin, length), test::trainingBase(), m_library);
                QVERIFY(read.has_value() || !read.error().empty());
            }
    }

private:
    PresetLibrary m_library;
};

QTEST_APPLESS_MAIN(LaunchImportTest)
#include "tst_launch_import.moc"
