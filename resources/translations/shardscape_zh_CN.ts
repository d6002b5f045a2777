<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CalibrationForm</name>
    <message>
        <source>Step time, s</source>
        <translation>单步时间，s</translation>
    </message>
    <message>
        <source>Tokens/s per GPU</source>
        <translation>每 GPU token/s</translation>
    </message>
    <message>
        <source>Memory of the fullest GPU, GiB</source>
        <translation>最满 GPU 的显存，GiB</translation>
    </message>
    <message>
        <source>Time to first token, ms</source>
        <translation>首 token 时延，ms</translation>
    </message>
    <message>
        <source>Time per output token, ms</source>
        <translation>每输出 token 时间，ms</translation>
    </message>
    <message>
        <source>Output tokens/s</source>
        <translation>输出 token/s</translation>
    </message>
</context>
<context>
    <name>Fabric</name>
    <message>
        <source>%1 of GPUs %2</source>
        <translation>%1，GPU %2</translation>
    </message>
    <message>
        <source> Groups of GPU %1 here: %2.</source>
        <translation> GPU %1 在此的通信组：%2。</translation>
    </message>
    <message>
        <source>GPU %1 holds no rank.</source>
        <translation>GPU %1 上没有 rank。</translation>
    </message>
    <message>
        <source>%1 stages %2</source>
        <translation>%1 阶段 %2</translation>
    </message>
    <message>
        <source>%1 exchange among %2</source>
        <translation>%1 互相交换：%2</translation>
    </message>
    <message>
        <source>%1 ring %2</source>
        <translation>%1 环 %2</translation>
    </message>
    <message>
        <source>its groups send nothing</source>
        <translation>它所在的组不发送任何数据</translation>
    </message>
    <message>
        <source>GPU %1, rank %2: %3.</source>
        <translation>GPU %1，rank %2：%3。</translation>
    </message>
    <message>
        <source>Order of the groups</source>
        <translation>组内顺序</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>To</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>First link</source>
        <translation>首条链路</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步序</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>no way</source>
        <translation>无通路</translation>
    </message>
    <message>
        <source>node %1</source>
        <translation>节点 %1</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>NVLink</source>
        <translation>NVLink</translation>
    </message>
    <message>
        <source>xGMI</source>
        <translation>xGMI</translation>
    </message>
    <message>
        <source>PCIe</source>
        <translation>PCIe</translation>
    </message>
    <message>
        <source>CPU socket link</source>
        <translation>CPU 插槽间链路</translation>
    </message>
    <message>
        <source>network adapter</source>
        <translation>网卡</translation>
    </message>
    <message>
        <source>leaf to spine</source>
        <translation>叶–脊上行链路</translation>
    </message>
    <message>
        <source>spine to core</source>
        <translation>脊–核心链路</translation>
    </message>
    <message>
        <source>ICI</source>
        <translation>ICI</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 (%2, %3 in this direction)</source>
        <translation>%1（%2，此方向 %3）</translation>
    </message>
    <message>
        <source>: idle.</source>
        <translation>：空闲。</translation>
    </message>
    <message>
        <source>: %1, busy %2 of the time; %3.</source>
        <translation>：%1，%2 的时间繁忙；%3。</translation>
    </message>
    <message>
        <source>Tensor-parallel groups reach over nodes, so their all-reduces go through the network.</source>
        <translation>张量并行组跨越节点，其 all-reduce 要经过网络。</translation>
    </message>
    <message>
        <source>%1 GPUs of a node share %2 network adapters.</source>
        <translation>一个节点的 %1 个 GPU 共享 %2 块网卡。</translation>
    </message>
    <message>
        <source>It is the only way of its GPU out of the node.</source>
        <translation>这是该 GPU 离开节点的唯一通路。</translation>
    </message>
    <message>
        <source>Groups reach over the border of a unit, and the uplinks of a leaf are shared.</source>
        <translation>通信组越过了可扩展单元的边界，而叶交换机的上行链路是共享的。</translation>
    </message>
    <message>
        <source>Groups reach over pods, whose uplinks are oversubscribed.</source>
        <translation>通信组跨越 pod，而 pod 的上行链路存在超分（收敛）。</translation>
    </message>
    <message>
        <source>Without NVLink between these GPUs, all traffic of the switch below shares this PCIe link.</source>
        <translation>这些 GPU 之间没有 NVLink，下方交换机的全部流量共享这条 PCIe 链路。</translation>
    </message>
    <message>
        <source>Traffic between the CPU sockets of a node shares this link.</source>
        <translation>节点内 CPU 插槽之间的流量共享这条链路。</translation>
    </message>
    <message>
        <source>It carries the groups that were placed close together.</source>
        <translation>它承载放置得较近的通信组。</translation>
    </message>
    <message>
        <source>No link carries traffic of the axes that are shown.</source>
        <translation>没有链路承载当前所示并行维度的流量。</translation>
    </message>
    <message>
        <source>Fullest: %1 (%2, %3), busy %4 of the time: %5.</source>
        <translation>最满：%1（%2，%3），%4 的时间繁忙：%5。</translation>
    </message>
    <message>
        <source>Busiest links</source>
        <translation>最忙的链路</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>繁忙</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>NVSwitch</source>
        <translation>NVSwitch</translation>
    </message>
    <message>
        <source>P%1</source>
        <comment>PCIe switch</comment>
        <translation>P%1</translation>
    </message>
    <message>
        <source>B%1</source>
        <comment>host bridge</comment>
        <translation>B%1</translation>
    </message>
    <message>
        <source>C%1</source>
        <comment>processor</comment>
        <translation>C%1</translation>
    </message>
    <message>
        <source>N%1</source>
        <comment>network adapter</comment>
        <translation>N%1</translation>
    </message>
    <message>
        <source>leaf %1</source>
        <translation>叶 %1</translation>
    </message>
    <message>
        <source>spine %1</source>
        <translation>脊 %1</translation>
    </message>
    <message>
        <source>core</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>node %1
%2</source>
        <comment>node and its fullest link</comment>
        <translation>节点 %1
%2</translation>
    </message>
    <message>
        <source>Busy share of the period:</source>
        <translation>周期内的繁忙占比：</translation>
    </message>
    <message>
        <source>Width: lanes. Gray: idle. Cross: out of order. N: NIC, P: PCIe switch, C: CPU.</source>
        <translation>线宽：通道数。灰色：空闲。叉：停用。N：网卡，P：PCIe 交换机，C：CPU。</translation>
    </message>
    <message>
        <source>Each cell is a node with its fullest link; above it the leaves and their uplinks. Zoom in to open nodes.</source>
        <translation>每格是一个节点及其最满的链路；上方是叶交换机及其上行链路。放大可展开节点。</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>nodes %1–%2</source>
        <translation>节点 %1–%2</translation>
    </message>
    <message>
        <source>inside %1</source>
        <translation>%1 内部</translation>
    </message>
    <message>
        <source>%1: nothing</source>
        <translation>%1：无</translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <translation>%1：%2；%3</translation>
    </message>
    <message>
        <source>Who sends to whom</source>
        <translation>谁发给谁</translation>
    </message>
    <message>
        <source>Sent a second:</source>
        <translation>每秒发送：</translation>
    </message>
    <message>
        <source>Row: sender. Column: receiver. Gray: nothing.</source>
        <translation>行：发送方。列：接收方。灰色：无流量。</translation>
    </message>
    <message>
        <source>Row: sender. Column: receiver. Diagonal: inside. Gray: nothing.</source>
        <translation>行：发送方。列：接收方。对角线：内部。灰色：无流量。</translation>
    </message>
    <message>
        <source>%1: %2 ring of %3 GPUs, in order</source>
        <translation>%1：%3 个 GPU 的 %2 环，按顺序</translation>
    </message>
    <message>
        <source>%1: %2 stages 1 to %3</source>
        <translation>%1：%2 阶段 1 至 %3</translation>
    </message>
    <message>
        <source>%1: %2 exchange, each of %3 with each</source>
        <translation>%1：%2 交换，%3 个两两互发</translation>
    </message>
    <message>
        <source>Busy, against the baseline:</source>
        <translation>繁忙程度（与基线相比）：</translation>
    </message>
    <message>
        <source>Gray: the same.</source>
        <translation>灰色：相同。</translation>
    </message>
    <message>
        <source> As busy as in the baseline.</source>
        <translation> 与基线同样繁忙。</translation>
    </message>
    <message>
        <source> Busier than in the baseline by %1 of the time.</source>
        <translation> 繁忙时间比基线多 %1。</translation>
    </message>
    <message>
        <source> Less busy than in the baseline by %1 of the time.</source>
        <translation> 繁忙时间比基线少 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s) are as full.</source>
        <translation>
            <numerusform>共 %Ln 条链路同样满。</numerusform>
        </translation>
    </message>
    <message>
        <source>Baseline busy</source>
        <translation>基线繁忙</translation>
    </message>
    <message>
        <source>Gray: idle. Cross: out of order. N: NIC, P: PCIe switch, C: CPU.</source>
        <translation>灰色：空闲。叉：停用。N：网卡，P：PCIe 交换机，C：CPU。</translation>
    </message>
    <message>
        <source>A cell is a node with its fullest link. Zoom in to open nodes.</source>
        <translation>每格一个节点，显示其最满的链路。放大可展开节点。</translation>
    </message>
</context>
<context>
    <name>MemoryBars</name>
    <message>
        <source>over by %1 (%2)</source>
        <translation>超出 %1（%2）</translation>
    </message>
    <message>
        <source>%1 free (%2)</source>
        <translation>空余 %1（%2）</translation>
    </message>
    <message>
        <source>rank %1</source>
        <translation>rank %1</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>ranks</source>
        <translation>各 rank</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>各阶段</translation>
    </message>
    <message>
        <source>each column shows the fullest of %1 ranks</source>
        <translation>每列显示 %1 个 rank 中最满的一个</translation>
    </message>
    <message>
        <source>capacity %1, worst GPU: %2</source>
        <translation>容量 %1，最紧张的 GPU：%2</translation>
    </message>
    <message>
        <source>of %1, worst: %2</source>
        <translation>共 %1，最紧张：%2</translation>
    </message>
</context>
<context>
    <name>Mesh</name>
    <message>
        <source>stage 0</source>
        <translation>阶段 0</translation>
    </message>
    <message>
        <source>one cell a GPU</source>
        <translation>每格一个 GPU</translation>
    </message>
    <message>
        <source>one cell a GPU; zoom in for names</source>
        <translation>每格一个 GPU；放大可见名称</translation>
    </message>
    <message>
        <source>one box a node</source>
        <translation>每框一个节点</translation>
    </message>
    <message>
        <source>one box a node; zoom in for GPUs</source>
        <translation>每框一个节点；放大可见 GPU</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>GPU %1: rank %2</source>
        <translation>GPU %1：rank %2</translation>
    </message>
    <message>
        <source>GPU %1 out</source>
        <translation>GPU %1 停用</translation>
    </message>
    <message>
        <source>rank %1</source>
        <translation>rank %1</translation>
    </message>
    <message>
        <source>node %1</source>
        <translation>节点 %1</translation>
    </message>
    <message>
        <source>tensor degree</source>
        <translation>张量并行度</translation>
    </message>
    <message>
        <source>context degree</source>
        <translation>上下文并行度</translation>
    </message>
    <message>
        <source>expert degree</source>
        <translation>专家并行度</translation>
    </message>
    <message>
        <source>data degree</source>
        <translation>数据并行度</translation>
    </message>
    <message>
        <source>pipeline degree</source>
        <translation>流水线并行度</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>no rank</source>
        <translation>无 rank</translation>
    </message>
    <message>
        <source>GPU %1, %2: %3</source>
        <translation>GPU %1，%2：%3</translation>
    </message>
    <message>
        <source>%1: data degree %2 → %3</source>
        <translation>%1：数据并行度 %2 → %3</translation>
    </message>
    <message>
        <source>Use one more GPU</source>
        <translation>多用一个 GPU</translation>
    </message>
    <message>
        <source>Use %1 more GPUs</source>
        <translation>多用 %1 个 GPU</translation>
    </message>
    <message>
        <source>Release one GPU</source>
        <translation>释放一个 GPU</translation>
    </message>
    <message>
        <source>Release %1 GPUs</source>
        <translation>释放 %1 个 GPU</translation>
    </message>
</context>
<context>
    <name>PictureFile</name>
    <message>
        <source>The picture could not be written to %1. Choose a writable place and a name that ends in .png or .svg.</source>
        <translation>图片无法写入 %1。请选择可写的位置，并使用以 .png 或 .svg 结尾的文件名。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Figure %1. %2</source>
        <translation>图 %1. %2</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>%1 more rows are left out here; the evaluation of the attached scenario has them.</source>
        <translation>此处略去另外 %1 行；附件场景的评估结果中有完整内容。</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>lighter with a small number: a later chunk of the stage</source>
        <translation>带小数字的浅色：该阶段靠后的模型块</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>阶段 %1</translation>
    </message>
</context>
<context>
    <name>shardscape</name>
    <message>
        <source>The cluster is now one node of %1 GPUs, wired as the topology says; the GPUs are taken to be %2.</source>
        <translation>集群现为一个含 %1 个 GPU 的节点，按拓扑所述连线；GPU 型号按 %2 处理。</translation>
    </message>
    <message>
        <source>choose a cluster with the right GPUs first if they are others</source>
        <translation>若型号不同，请先选择 GPU 型号相符的集群</translation>
    </message>
    <message>
        <source>Line %1, column %2 of the topology: %3</source>
        <translation>拓扑第 %1 行第 %2 列：%3</translation>
    </message>
    <message>
        <source>Places in the topology that were not understood: %1.</source>
        <translation>拓扑中未能识别之处：%1。</translation>
    </message>
    <message>
        <source>run “shardscape import nvidia-smi-topo” on the file to see all of them</source>
        <translation>对该文件运行“shardscape import nvidia-smi-topo”可查看全部</translation>
    </message>
    <message>
        <source>Described in the file</source>
        <translation>由文件描述</translation>
    </message>
    <message>
        <source>From nvidia-smi topo -m</source>
        <translation>来自 nvidia-smi topo -m</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The language model that is split over the GPUs.</source>
        <translation>要切分到各 GPU 上的语言模型。</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>The kind of node and the network between nodes.</source>
        <translation>节点类型以及节点间网络。</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点数</translation>
    </message>
    <message>
        <source>How many of these nodes the cluster has.</source>
        <translation>集群中此类节点的数量。</translation>
    </message>
    <message>
        <source>GPipe</source>
        <translation>GPipe</translation>
    </message>
    <message>
        <source>1F1B</source>
        <translation>1F1B</translation>
    </message>
    <message>
        <source>Interleaved 1F1B</source>
        <translation>交错式 1F1B</translation>
    </message>
    <message>
        <source>Zero bubble H1</source>
        <translation>零气泡 H1</translation>
    </message>
    <message>
        <source>Zero bubble H2</source>
        <translation>零气泡 H2</translation>
    </message>
    <message>
        <source>Zero bubble V</source>
        <translation>零气泡 V</translation>
    </message>
    <message>
        <source>V-Half</source>
        <translation>V-Half</translation>
    </message>
    <message>
        <source>V-Min</source>
        <translation>V-Min</translation>
    </message>
    <message>
        <source>DualPipe</source>
        <translation>DualPipe</translation>
    </message>
    <message>
        <source>DualPipe-V</source>
        <translation>DualPipe-V</translation>
    </message>
    <message>
        <source>Forward only</source>
        <translation>仅前向</translation>
    </message>
    <message>
        <source>Tensor (tp)</source>
        <translation>张量并行 (tp)</translation>
    </message>
    <message>
        <source>Every matrix is cut into this many pieces; heavy traffic in every layer.</source>
        <translation>每个矩阵切成这么多份；每一层都有大量通信。</translation>
    </message>
    <message>
        <source>Context (cp)</source>
        <translation>上下文并行 (cp)</translation>
    </message>
    <message>
        <source>Every sequence is cut into this many pieces.</source>
        <translation>每条序列切成这么多段。</translation>
    </message>
    <message>
        <source>Pipeline (pp)</source>
        <translation>流水线并行 (pp)</translation>
    </message>
    <message>
        <source>The layers are dealt out over this many stages; little traffic, but bubbles.</source>
        <translation>各层分配到这么多个阶段；通信少，但有气泡。</translation>
    </message>
    <message>
        <source>Data (dp)</source>
        <translation>数据并行 (dp)</translation>
    </message>
    <message>
        <source>This many replicas work on different samples.</source>
        <translation>这么多个副本处理不同的样本。</translation>
    </message>
    <message>
        <source>Expert (ep)</source>
        <translation>专家并行 (ep)</translation>
    </message>
    <message>
        <source>The experts of a layer are dealt out over this many GPUs, folded over tp, cp and dp.</source>
        <translation>一层的专家分布到这么多个 GPU 上，折叠在 tp、cp 与 dp 之上。</translation>
    </message>
    <message>
        <source>Sequence parallel</source>
        <translation>序列并行</translation>
    </message>
    <message>
        <source>Norms and dropout are cut along the sequence over the tensor-parallel group: less activation memory.</source>
        <translation>归一化与 dropout 在张量并行组内沿序列维切分：激活显存更少。</translation>
    </message>
    <message>
        <source>ZeRO</source>
        <translation>ZeRO</translation>
    </message>
    <message>
        <source>What the replicas share out among themselves instead of keeping it whole.</source>
        <translation>各副本之间分片保存、而非各存一整份的内容。</translation>
    </message>
    <message>
        <source>0: nothing</source>
        <translation>0：不分片</translation>
    </message>
    <message>
        <source>1: optimizer states</source>
        <translation>1：优化器状态</translation>
    </message>
    <message>
        <source>2: and gradients</source>
        <translation>2：加上梯度</translation>
    </message>
    <message>
        <source>3: and weights (FSDP)</source>
        <translation>3：再加权重 (FSDP)</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>流水线调度</translation>
    </message>
    <message>
        <source>The order in which the stages work on micro-batches.</source>
        <translation>各阶段处理微批次的先后次序。</translation>
    </message>
    <message>
        <source>Chunks (vpp)</source>
        <translation>模型块数 (vpp)</translation>
    </message>
    <message>
        <source>Model chunks on each stage, for interleaved and V-shaped schedules.</source>
        <translation>每个阶段上的模型块数，用于交错式与 V 形调度。</translation>
    </message>
    <message>
        <source>Global batch</source>
        <translation>全局批次</translation>
    </message>
    <message>
        <source>Sequences of one step over all replicas.</source>
        <translation>所有副本一步共处理的序列数。</translation>
    </message>
    <message>
        <source>Recompute</source>
        <translation>重计算</translation>
    </message>
    <message>
        <source>Which activations are computed again in the backward pass instead of being kept.</source>
        <translation>哪些激活不保留，而在反向传播时重新计算。</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不重计算</translation>
    </message>
    <message>
        <source>Selective (attention)</source>
        <translation>选择性（注意力）</translation>
    </message>
    <message>
        <source>Full layers</source>
        <translation>整层</translation>
    </message>
    <message>
        <source>Some full layers</source>
        <translation>部分整层</translation>
    </message>
    <message>
        <source>Layers per stage</source>
        <translation>每阶段层数</translation>
    </message>
    <message>
        <source>How many layers of each stage are recomputed.</source>
        <translation>每个阶段重计算多少层。</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>A training step, or the serving of requests.</source>
        <translation>一个训练步，或请求的推理服务。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>软件版本</translation>
    </message>
    <message>
        <source>The generation of the framework: what it overlaps, and what it costs on the host.</source>
        <translation>框架的代际：哪些通信可被重叠，以及主机端开销多大。</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Memory share</source>
        <translation>显存占比</translation>
    </message>
    <message>
        <source>Share of each GPU&apos;s memory that the engine may use.</source>
        <translation>推理引擎可使用的每个 GPU 显存比例。</translation>
    </message>
    <message>
        <source>Sequence tokens</source>
        <translation>序列 token 数</translation>
    </message>
    <message>
        <source>Tokens of one training sequence.</source>
        <translation>一条训练序列的 token 数。</translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation>微批次</translation>
    </message>
    <message>
        <source>Sequences that one replica takes through the pipeline together.</source>
        <translation>一个副本一次送入流水线的序列数。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Format of the matrix inputs.</source>
        <translation>矩阵乘输入的格式。</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Fused kernels keep no score matrix in memory.</source>
        <translation>融合算子不在显存中保留注意力分数矩阵。</translation>
    </message>
    <message>
        <source>Flash (fused)</source>
        <translation>Flash（融合）</translation>
    </message>
    <message>
        <source>Unfused</source>
        <translation>非融合</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Decides how many states each weight drags along.</source>
        <translation>决定每个权重附带多少优化器状态。</translation>
    </message>
    <message>
        <source>Adam, fp32 states</source>
        <translation>Adam，fp32 状态</translation>
    </message>
    <message>
        <source>Adam, bf16 states</source>
        <translation>Adam，bf16 状态</translation>
    </message>
    <message>
        <source>Adam, 8-bit states</source>
        <translation>Adam，8 位状态</translation>
    </message>
    <message>
        <source>Adafactor</source>
        <translation>Adafactor</translation>
    </message>
    <message>
        <source>Muon</source>
        <translation>Muon</translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation>带动量的 SGD</translation>
    </message>
    <message>
        <source>Prompt tokens</source>
        <translation>提示 token 数</translation>
    </message>
    <message>
        <source>Tokens of one request before generation starts.</source>
        <translation>一个请求在开始生成之前的 token 数。</translation>
    </message>
    <message>
        <source>Output tokens</source>
        <translation>输出 token 数</translation>
    </message>
    <message>
        <source>Tokens that one request generates.</source>
        <translation>一个请求生成的 token 数。</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>并发数</translation>
    </message>
    <message>
        <source>Requests in flight over all replicas.</source>
        <translation>所有副本上同时处理的请求数。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Format in which the weights are kept.</source>
        <translation>权重的保存格式。</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV 缓存</translation>
    </message>
    <message>
        <source>Format in which keys and values are kept.</source>
        <translation>键与值的保存格式。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>GPU %1: node %2, no rank</source>
        <translation>GPU %1：节点 %2，无 rank</translation>
    </message>
    <message>
        <source>GPU %1: node %2, rank %3%4; %5</source>
        <translation>GPU %1：节点 %2，rank %3%4；%5</translation>
    </message>
    <message>
        <source>Link %1 → %2, %3</source>
        <translation>链路 %1 → %2，%3</translation>
    </message>
    <message>
        <source>%1; no traffic</source>
        <translation>%1；无流量</translation>
    </message>
    <message>
        <source>%1; %2 (%3)</source>
        <translation>%1；%2（%3）</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>Backward for the input</source>
        <translation>输入反向</translation>
    </message>
    <message>
        <source>Backward for the weights</source>
        <translation>权重反向</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Communication</source>
        <translation>通信</translation>
    </message>
    <message>
        <source>%1 of micro-batch %2</source>
        <translation>微批次 %2 的%1</translation>
    </message>
    <message>
        <source>%1 on stage %2: starts at %3, takes %4</source>
        <translation>阶段 %2 上的%1：始于 %3，耗时 %4</translation>
    </message>
    <message>
        <source>Tensor-parallel group</source>
        <translation>张量并行组</translation>
    </message>
    <message>
        <source>Context-parallel group</source>
        <translation>上下文并行组</translation>
    </message>
    <message>
        <source>Data-parallel group</source>
        <translation>数据并行组</translation>
    </message>
    <message>
        <source>Gradient group (dp × cp)</source>
        <translation>梯度组 (dp × cp)</translation>
    </message>
    <message>
        <source>Shard group of FSDP</source>
        <translation>FSDP 分片组</translation>
    </message>
    <message>
        <source>Replicas of a shard of FSDP</source>
        <translation>FSDP 分片的副本</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流水线</translation>
    </message>
    <message>
        <source>Expert-parallel group</source>
        <translation>专家并行组</translation>
    </message>
    <message>
        <source>Expert-tensor group</source>
        <translation>专家张量并行组</translation>
    </message>
    <message>
        <source>Replicas of an expert shard</source>
        <translation>专家分片的副本</translation>
    </message>
    <message>
        <source>Tied embeddings</source>
        <translation>共享词嵌入</translation>
    </message>
    <message>
        <source>%1 of rank %2: %3 ranks</source>
        <translation>rank %2 的%1：%3 个 rank</translation>
    </message>
    <message>
        <source>Stage %1: %2 per GPU</source>
        <translation>阶段 %1：每个 GPU %2</translation>
    </message>
    <message>
        <source>%1 of stage %2: %3 per GPU</source>
        <translation>阶段 %2 的%1：每个 GPU %3</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>命令(&amp;C)…</translation>
    </message>
    <message>
        <source>Finds a command by some of its letters and runs it.</source>
        <translation>输入部分字母查找并执行命令。</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>快捷键(&amp;K)…</translation>
    </message>
    <message>
        <source>Lists all keys on one page.</source>
        <translation>在一页中列出全部快捷键。</translation>
    </message>
    <message>
        <source>The fullest rank needs %1 of the %2 of its GPU.</source>
        <translation>最满的 rank 需要 %1，其 GPU 共有 %2。</translation>
    </message>
    <message>
        <source>Fits, free</source>
        <translation>放得下，空余</translation>
    </message>
    <message>
        <source>Tight, free</source>
        <translation>勉强放下，空余</translation>
    </message>
    <message>
        <source>Does not fit, missing</source>
        <translation>放不下，缺少</translation>
    </message>
    <message>
        <source>Step time</source>
        <translation>单步时间</translation>
    </message>
    <message>
        <source>Tokens/s per GPU</source>
        <translation>每 GPU token/s</translation>
    </message>
    <message>
        <source>Training tokens each GPU gets through in a second.</source>
        <translation>每个 GPU 每秒处理的训练 token 数。</translation>
    </message>
    <message>
        <source>MFU</source>
        <translation>MFU</translation>
    </message>
    <message>
        <source>Model FLOPs utilization: the model&apos;s own arithmetic against the dense bf16 peak, without recomputation.</source>
        <translation>模型 FLOPs 利用率：模型自身计算量（不含重计算）与稠密 bf16 峰值之比。</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首 token</translation>
    </message>
    <message>
        <source>TTFT: time from the request to its first token.</source>
        <translation>TTFT 首 token 时延：从请求到首个 token 的时间。</translation>
    </message>
    <message>
        <source>Per token</source>
        <translation>每 token</translation>
    </message>
    <message>
        <source>TPOT: time between two tokens of a request.</source>
        <translation>TPOT：同一请求相邻两个 token 之间的时间。</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>token/s</translation>
    </message>
    <message>
        <source>Tokens generated in a second over all replicas and requests.</source>
        <translation>所有副本与请求每秒生成的 token 总数。</translation>
    </message>
    <message>
        <source>Requests at most</source>
        <translation>最大请求数</translation>
    </message>
    <message>
        <source>Requests whose KV cache fits at the same time, over all replicas.</source>
        <translation>所有副本上 KV 缓存可同时容纳的请求数。</translation>
    </message>
    <message>
        <source>Bubble</source>
        <translation>气泡</translation>
    </message>
    <message>
        <source>Share of GPU time in which pipeline stages wait.</source>
        <translation>流水线各阶段等待所占的 GPU 时间比例。</translation>
    </message>
    <message>
        <source>Busiest link</source>
        <translation>最忙链路</translation>
    </message>
    <message>
        <source>%1 to %2 carries traffic at full rate for this share of the time.</source>
        <translation>从 %1 到 %2 的链路以满速率传输的时间占比。</translation>
    </message>
    <message>
        <source>&amp;Mesh</source>
        <translation>网格(&amp;M)</translation>
    </message>
    <message>
        <source>F&amp;abric</source>
        <translation>互连(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>时间线(&amp;T)</translation>
    </message>
    <message>
        <source>Mem&amp;ory</source>
        <translation>显存(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New from preset</source>
        <translation>从预设新建(&amp;N)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>打开最近的文件(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Panes</source>
        <translation>窗格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>文字大小(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation>标准文字(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Reduced motion</source>
        <translation>减少动画(&amp;R)</translation>
    </message>
    <message>
        <source>Nothing glides, and playing advances in steps.</source>
        <translation>画面不做平滑移动，播放逐步前进。</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>Theme, size of text, motion and language.</source>
        <translation>主题、文字大小、动画与语言。</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>Formula: %1</source>
        <translation>公式：%1</translation>
    </message>
    <message>
        <source>With values: %1</source>
        <translation>代入数值：%1</translation>
    </message>
    <message>
        <source>  %1 = %2 (%3)</source>
        <translation>  %1 = %2（%3）</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Valid: %1</source>
        <translation>适用范围：%1</translation>
    </message>
    <message>
        <source>This rests on a constant that nobody has published or measured: it is a guess.</source>
        <translation>该值依赖一个无人公布或实测过的常数：属于推测。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Bytes that the GPUs send in one training step, over the whole cluster, each byte counted once.</source>
        <translation>整个集群的 GPU 在一个训练步中发送的字节数，每个字节只计一次。</translation>
    </message>
    <message>
        <source>Bytes that the GPUs send in one prefill and one decoded token, over the whole cluster, each byte counted once.</source>
        <translation>整个集群的 GPU 在一次预填充和解码一个 token 中发送的字节数，每个字节只计一次。</translation>
    </message>
    <message>
        <source>Untitled scenario</source>
        <translation>未命名场景</translation>
    </message>
    <message>
        <source>Shardscape report, model version %1</source>
        <translation>Shardscape 报告，模型版本 %1</translation>
    </message>
    <message>
        <source>Assumptions and diagnostics</source>
        <translation>假设与诊断</translation>
    </message>
    <message>
        <source>%1 GPU</source>
        <translation>%1 个 GPU</translation>
    </message>
    <message>
        <source>%1 GPUs</source>
        <translation>%1 个 GPU</translation>
    </message>
    <message>
        <source>%1 pipeline stage</source>
        <translation>%1 个流水线阶段</translation>
    </message>
    <message>
        <source>%1 pipeline stages</source>
        <translation>%1 个流水线阶段</translation>
    </message>
    <message>
        <source>%1 node</source>
        <translation>%1 个节点</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>%1 个节点</translation>
    </message>
    <message>
        <source>Grid of %1 in %2. Every GPU carries the color of its pipeline stage, %3 in all.</source>
        <translation>%2中 %1的网格。每个 GPU 以其流水线阶段着色，共 %3。</translation>
    </message>
    <message>
        <source>Stage %1 is the fullest with %2 of %3: %4.</source>
        <translation>阶段 %1 最满，用去 %3 中的 %2：%4。</translation>
    </message>
    <message>
        <source>Stacked bars of the memory of one GPU of each of %1 stages against the capacity; the table below has the numbers.</source>
        <translation>%1 个阶段各取一个 GPU 的显存堆叠柱与容量对比；数值见下表。</translation>
    </message>
    <message>
        <source>Waterfall of the parts of the time, one after the other; the table below has the numbers.</source>
        <translation>各部分时间依次排列的瀑布图；数值见下表。</translation>
    </message>
    <message>
        <source>%1 stage</source>
        <translation>%1 个阶段</translation>
    </message>
    <message>
        <source>%1 stages</source>
        <translation>%1 个阶段</translation>
    </message>
    <message>
        <source>%1 micro-batch</source>
        <translation>%1 个微批次</translation>
    </message>
    <message>
        <source>%1 micro-batches</source>
        <translation>%1 个微批次</translation>
    </message>
    <message>
        <source>One row for each of %1 pipeline stages, with forward, backward and other tasks as blocks over time and idle time hatched.</source>
        <translation>%1 个流水线阶段各占一行，前向、反向及其他任务为时间轴上的块，空闲时间以斜线填充。</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>No diagnostics.</source>
        <translation>无诊断信息。</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What, and what to do</source>
        <translation>内容与对策</translation>
    </message>
    <message>
        <source>Inputs and their sources</source>
        <translation>输入及其来源</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Formula and values</source>
        <translation>公式与数值</translation>
    </message>
    <message>
        <source>%1 (rests on a guess)</source>
        <translation>%1（依赖推测值）</translation>
    </message>
    <message>
        <source>One training step takes %1 at %2 MFU.</source>
        <translation>一个训练步耗时 %1，MFU 为 %2。</translation>
    </message>
    <message>
        <source>The first token comes after %1, then one every %2.</source>
        <translation>首 token 在 %1 后产生，之后每 %2 产生一个。</translation>
    </message>
    <message>
        <source>%1 (innermost first)</source>
        <translation>%1（最内层在前）</translation>
    </message>
    <message>
        <source>training, sequence %1 tokens, micro-batch %2, global batch %3</source>
        <translation>训练，序列 %1 个 token，微批次 %2，全局批次 %3</translation>
    </message>
    <message>
        <source>inference, prompt %1 tokens, output %2 tokens, %3 requests at once</source>
        <translation>推理，提示 %1 个 token，输出 %2 个 token，%3 个并发请求</translation>
    </message>
    <message>
        <source>%1, optimizer %2, recomputation %3</source>
        <translation>%1，优化器 %2，重计算 %3</translation>
    </message>
    <message>
        <source>full, %1 layers a stage</source>
        <translation>整层，每阶段 %1 层</translation>
    </message>
    <message>
        <source>weights %1, KV cache %2</source>
        <translation>权重 %1，KV 缓存 %2</translation>
    </message>
    <message>
        <source>the fullest GPU, in stage %1, needs %2 of %3: %4</source>
        <translation>最满的 GPU 位于阶段 %1，需要 %3 中的 %2：%4</translation>
    </message>
    <message>
        <source>The plan fits; %1. %2</source>
        <translation>方案放得下；%1。%2</translation>
    </message>
    <message>
        <source>The plan fits, but it is tight; %1. %2</source>
        <translation>方案勉强放得下；%1。%2</translation>
    </message>
    <message>
        <source>The plan does not fit; %1. %2</source>
        <translation>方案放不下；%1。%2</translation>
    </message>
    <message>
        <source>Memory of the fullest GPU</source>
        <translation>最满 GPU 的显存</translation>
    </message>
    <message>
        <source>Headroom</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>Tokens per second and GPU</source>
        <translation>每 GPU 每秒 token 数</translation>
    </message>
    <message>
        <source>HFU</source>
        <translation>HFU</translation>
    </message>
    <message>
        <source>Time to first token</source>
        <translation>首 token 时延 (TTFT)</translation>
    </message>
    <message>
        <source>Time per output token</source>
        <translation>每输出 token 时间 (TPOT)</translation>
    </message>
    <message>
        <source>Output tokens per second</source>
        <translation>每秒输出 token 数</translation>
    </message>
    <message>
        <source>Requests that fit</source>
        <translation>可容纳请求数</translation>
    </message>
    <message>
        <source>Pipeline bubble</source>
        <translation>流水线气泡</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>%1, %2 parameters, %3 active for a token</source>
        <translation>%1，%2 参数，每 token 激活 %3</translation>
    </message>
    <message>
        <source>%1: %2 with %3 each, %4</source>
        <translation>%1：%2，每个含 %3，%4</translation>
    </message>
    <message>
        <source>Parallelism</source>
        <translation>并行方式</translation>
    </message>
    <message>
        <source>Rank order</source>
        <translation>rank 次序</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>放置</translation>
    </message>
    <message>
        <source>changed by hand, see the mesh</source>
        <translation>已手动更改，见网格</translation>
    </message>
    <message>
        <source>rank i on GPU i</source>
        <translation>rank i 放在 GPU i 上</translation>
    </message>
    <message>
        <source>schedule %1, %2, %3</source>
        <translation>调度 %1，%2，%3</translation>
    </message>
    <message>
        <source>ZeRO stage</source>
        <translation>ZeRO 级别</translation>
    </message>
    <message>
        <source>Traffic by axis</source>
        <translation>各并行维度的流量</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>Bytes sent</source>
        <translation>发送字节数</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>占比 %</translation>
    </message>
    <message>
        <source>Links by kind</source>
        <translation>各类链路</translation>
    </message>
    <message>
        <source>Fullest link</source>
        <translation>最满链路</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>Bytes over all</source>
        <translation>总字节数</translation>
    </message>
    <message>
        <source>Fullest busy %</source>
        <translation>最满链路繁忙 %</translation>
    </message>
    <message>
        <source>Busiest links</source>
        <translation>最忙的链路</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>To</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Busy %</source>
        <translation>繁忙 %</translation>
    </message>
    <message>
        <source>Mostly</source>
        <translation>主要来自</translation>
    </message>
    <message>
        <source>Unexplained</source>
        <translation>未解释部分</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>训练步</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Prefill</source>
        <translation>预填充</translation>
    </message>
    <message>
        <source>Decode of one token</source>
        <translation>解码一个 token</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>时间花在哪里</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>组成</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Optimizer states</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Buffers</source>
        <translation>缓冲区</translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation>额外开销</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Recomputation</source>
        <translation>重计算</translation>
    </message>
    <message>
        <source>TP communication, exposed</source>
        <translation>TP 通信（未重叠）</translation>
    </message>
    <message>
        <source>CP communication, exposed</source>
        <translation>CP 通信（未重叠）</translation>
    </message>
    <message>
        <source>EP all-to-all, exposed</source>
        <translation>EP all-to-all（未重叠）</translation>
    </message>
    <message>
        <source>PP sends, exposed</source>
        <translation>PP 收发（未重叠）</translation>
    </message>
    <message>
        <source>DP communication, exposed</source>
        <translation>DP 通信（未重叠）</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Output head</source>
        <translation>输出头</translation>
    </message>
    <message>
        <source>Elementwise and norms</source>
        <translation>逐元素运算与归一化</translation>
    </message>
    <message>
        <source>Interference of prefills</source>
        <translation>预填充干扰</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Kernel launches</source>
        <translation>算子启动</translation>
    </message>
    <message>
        <source>Matrix products</source>
        <translation>矩阵乘</translation>
    </message>
    <message>
        <source>Memory of each rank in GiB</source>
        <translation>每个 rank 的显存 (GiB)</translation>
    </message>
    <message>
        <source>Memory of one GPU of each stage in GiB</source>
        <translation>每个阶段一个 GPU 的显存 (GiB)</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>rank</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Headroom %</source>
        <translation>余量 %</translation>
    </message>
    <message>
        <source>First reached %1 into the step.</source>
        <translation>在步内 %1 时首次达到。</translation>
    </message>
    <message>
        <source>Recompute activations</source>
        <translation>重计算激活</translation>
    </message>
    <message>
        <source>Gradient type</source>
        <translation>梯度类型</translation>
    </message>
    <message>
        <source>Optimizer states in host memory</source>
        <translation>优化器状态放主机内存</translation>
    </message>
    <message>
        <source>Sequence parallelism</source>
        <translation>序列并行</translation>
    </message>
    <message>
        <source>KV cache type</source>
        <translation>KV 缓存类型</translation>
    </message>
    <message>
        <source>Tokens of a prefill chunk</source>
        <translation>预填充分块 token 数</translation>
    </message>
    <message>
        <source>Weight type</source>
        <translation>权重类型</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>并发请求数</translation>
    </message>
    <message>
        <source>Expert tensor (etp)</source>
        <translation>专家张量并行 (etp)</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>Peak of stage %1: %2, %3.</source>
        <translation>阶段 %1 的峰值：%2，%3。</translation>
    </message>
    <message>
        <source>Largest part: %1, %2 (%3)</source>
        <translation>最大部分：%1，%2（%3）</translation>
    </message>
    <message>
        <source>, %1 micro-batches in flight</source>
        <translation>，%1 个微批次在途</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>%1, more GPUs</source>
        <translation>%1，需更多 GPU</translation>
    </message>
    <message>
        <source>It fits.</source>
        <translation>放得下。</translation>
    </message>
    <message>
        <source>It still does not fit.</source>
        <translation>仍放不下。</translation>
    </message>
    <message>
        <source>It needs more GPUs than the scenario has.</source>
        <translation>所需 GPU 多于场景中的数量。</translation>
    </message>
    <message>
        <source>%1. The peak falls by %2 to %3.</source>
        <translation>%1。峰值降低 %2，至 %3。</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>单步 %1</translation>
    </message>
    <message>
        <source>TTFT %1</source>
        <translation>TTFT %1</translation>
    </message>
    <message>
        <source>TPOT %1</source>
        <translation>TPOT %1</translation>
    </message>
    <message>
        <source>cross-node %1 → %2</source>
        <translation>跨节点 %1 → %2</translation>
    </message>
    <message>
        <source>no longer fits</source>
        <translation>不再放得下</translation>
    </message>
    <message>
        <source>Ranks on GPUs</source>
        <translation>GPU 上的 rank</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Peak %1</source>
        <translation>峰值 %1</translation>
    </message>
    <message>
        <source>Peak %1 at %2</source>
        <translation>峰值 %1，时刻 %2</translation>
    </message>
    <message>
        <source>Peak %1 at %2, %3 micro-batches in flight</source>
        <translation>峰值 %1，时刻 %2，%3 个微批次在途</translation>
    </message>
    <message>
        <source>Capacity %1</source>
        <translation>容量 %1</translation>
    </message>
    <message>
        <source>Weights, optimizer and what else stays: %1</source>
        <translation>权重、优化器等常驻部分：%1</translation>
    </message>
    <message>
        <source>Memory
stage %1</source>
        <translation>显存
阶段 %1</translation>
    </message>
    <message>
        <source>It does not exist for these counts.</source>
        <translation>该调度不适用于这样的数量。</translation>
    </message>
    <message>
        <source>%1 (present)</source>
        <translation>%1（当前）</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>%1 is not possible here: %2</source>
        <translation>此处无法使用 %1：%2</translation>
    </message>
    <message>
        <source>%1: makespan %2, bubble %3, activations %4, transfers %5</source>
        <translation>%1：总时长 %2，气泡 %3，激活 %4，传输 %5</translation>
    </message>
    <message>
        <source>Schedules against 1f1b</source>
        <translation>各调度与 1F1B 对比</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>模型块数</translation>
    </message>
    <message>
        <source>Step against 1f1b</source>
        <translation>单步时间对比 1F1B</translation>
    </message>
    <message>
        <source>Makespan (with barrier)</source>
        <translation>总时长（含屏障）</translation>
    </message>
    <message>
        <source>Makespan against 1f1b</source>
        <translation>总时长对比 1F1B</translation>
    </message>
    <message>
        <source>Longest stage&apos;s span</source>
        <translation>最长阶段跨度</translation>
    </message>
    <message>
        <source>Activations in flight</source>
        <translation>在途激活</translation>
    </message>
    <message>
        <source>Activations against 1f1b</source>
        <translation>激活对比 1F1B</translation>
    </message>
    <message>
        <source>Transfers between stages</source>
        <translation>阶段间传输</translation>
    </message>
    <message>
        <source>Transfers against 1f1b</source>
        <translation>传输对比 1F1B</translation>
    </message>
    <message>
        <source>0 s</source>
        <translation>0 s</translation>
    </message>
    <message>
        <source>stage %1, chunk %2</source>
        <translation>阶段 %1，模型块 %2</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>input gradient</source>
        <translation>输入梯度</translation>
    </message>
    <message>
        <source>weight gradient</source>
        <translation>权重梯度</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>communication</source>
        <translation>通信</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>drain</source>
        <translation>排空</translation>
    </message>
    <message>
        <source>the other stage is slower</source>
        <translation>对方阶段较慢</translation>
    </message>
    <message>
        <source>transfer between stages</source>
        <translation>阶段间传输</translation>
    </message>
    <message>
        <source>the other stage was waiting too</source>
        <translation>对方阶段也在等待</translation>
    </message>
    <message>
        <source>%1 of micro-batch %2 on %3: %4 to %5 (%6).</source>
        <translation>%3上微批次 %2 的%1：%4 至 %5（%6）。</translation>
    </message>
    <message>
        <source>It runs overlapped with the %1 beside it.</source>
        <translation>它与相邻的%1重叠执行。</translation>
    </message>
    <message>
        <source>Stage %1 has no work left for %2 (%3).</source>
        <translation>阶段 %1 有 %2 无任务可做（%3）。</translation>
    </message>
    <message>
        <source>Stage %1 idles for %2 (%3).</source>
        <translation>阶段 %1 空闲 %2（%3）。</translation>
    </message>
    <message>
        <source>Stage %1 waits %2 for the %3 of micro-batch %4 on %5 (%6).</source>
        <translation>阶段 %1 等待 %2，等的是%5上微批次 %4 的%3（%6）。</translation>
    </message>
    <message>
        <source>Pipeline, %1 stages, %2 micro-batches, step %3</source>
        <translation>流水线，%1 个阶段，%2 个微批次，单步 %3</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>繁忙</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Idle share</source>
        <translation>空闲占比</translation>
    </message>
    <message>
        <source>Micro-batches in flight</source>
        <translation>在途微批次</translation>
    </message>
    <message>
        <source>Until weight gradient</source>
        <translation>直至权重梯度</translation>
    </message>
    <message>
        <source>First start</source>
        <translation>最早开始</translation>
    </message>
    <message>
        <source>Last end</source>
        <translation>最晚结束</translation>
    </message>
    <message>
        <source>The first %1 of %2 tasks</source>
        <translation>%2 个任务中的前 %1 个</translation>
    </message>
    <message>
        <source>All %1 tasks</source>
        <translation>全部 %1 个任务</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation>模型块</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Throughput and latency</source>
        <translation>吞吐与时延</translation>
    </message>
    <message>
        <source>Output tokens per second and GPU, time to first token and time per output token over the number of requests in flight; the table below has the numbers.</source>
        <translation>每 GPU 每秒输出 token 数、首 token 时延与每输出 token 时间随并发请求数的变化；数值见下表。</translation>
    </message>
    <message>
        <source>%1 USD</source>
        <translation>%1 美元</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Energy of a step, at most</source>
        <translation>单步能耗上限</translation>
    </message>
    <message>
        <source>%1 kWh</source>
        <translation>%1 kWh</translation>
    </message>
    <message>
        <source>Time for the token budget</source>
        <translation>完成 token 预算的时间</translation>
    </message>
    <message>
        <source>GPU hours</source>
        <translation>GPU 小时</translation>
    </message>
    <message>
        <source>Cost of the token budget</source>
        <translation>token 预算的成本</translation>
    </message>
    <message>
        <source>Cost of a million output tokens</source>
        <translation>每百万输出 token 的成本</translation>
    </message>
    <message>
        <source>Energy of an output token, at most</source>
        <translation>每输出 token 能耗上限</translation>
    </message>
    <message>
        <source>%1 J</source>
        <translation>%1 J</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>%1 of the time rests on constants that nobody has measured on this accelerator, most on %2.</source>
        <translation>%1 的时间依赖无人在此加速器上实测过的常数，主要是%2。</translation>
    </message>
    <message>
        <source>Data loading, checkpoints and restarts are in no figure.</source>
        <translation>任何指标都不含数据加载、检查点与重启。</translation>
    </message>
    <message>
        <source>Price of a GPU hour: %1 USD, %2.</source>
        <translation>GPU 小时价格：%1 美元，%2。</translation>
    </message>
    <message>
        <source>All figures are calibrated with measurements of the user&apos;s own; the diagnostics name the factors.</source>
        <translation>所有指标均以用户自己的实测值校准；各系数见诊断。</translation>
    </message>
    <message>
        <source>around GPUs that are out of order</source>
        <translation>绕过停用的 GPU</translation>
    </message>
    <message>
        <source>Memory bandwidth</source>
        <translation>显存带宽</translation>
    </message>
    <message>
        <source>nccl-tests, predicted/measured</source>
        <translation>nccl-tests，预测/实测</translation>
    </message>
    <message>
        <source>Output tokens/s</source>
        <translation>输出 token/s</translation>
    </message>
    <message>
        <source>Nodes of several kinds</source>
        <translation>多种节点</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>第 %1 组</translation>
    </message>
    <message>
        <source>The kind of these nodes. GPUs are counted group by group.</source>
        <translation>这些节点的类型。GPU 按组依次编号。</translation>
    </message>
    <message>
        <source>Remove this group</source>
        <translation>移除此组</translation>
    </message>
    <message>
        <source>Nodes %1</source>
        <translation>节点数 %1</translation>
    </message>
    <message>
        <source>How many nodes of this kind the cluster has.</source>
        <translation>集群中此类节点的数量。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Whose network joins the groups; every node keeps its own network adapters.</source>
        <translation>用哪一组的网络连接各组；每个节点保留自己的网卡。</translation>
    </message>
    <message>
        <source>Of the first group</source>
        <translation>第一组的</translation>
    </message>
    <message>
        <source>Add nodes</source>
        <translation>添加节点</translation>
    </message>
    <message>
        <source>Nodes of another kind beside those above; the slowest member of a group sets its pace.</source>
        <translation>在上述节点之外再加另一种节点；通信组的速度取决于其中最慢的成员。</translation>
    </message>
    <message>
        <source>Of another kind...</source>
        <translation>另一种节点...</translation>
    </message>
    <message>
        <source>Group size</source>
        <translation>组大小</translation>
    </message>
    <message>
        <source>Micro-batches that pass a chunk before the next chunk takes over; pp is the usual size.</source>
        <translation>一个模型块连续处理多少个微批次后轮到下一个模型块；通常取 pp。</translation>
    </message>
    <message>
        <source>Overlap pairs</source>
        <translation>重叠配对</translation>
    </message>
    <message>
        <source>A forward runs beside the backward of another micro-batch, so that one&apos;s expert exchange hides under the other.</source>
        <translation>一个微批次的前向与另一个微批次的反向并行执行，使专家交换彼此隐藏。</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>序列长度</translation>
    </message>
    <message>
        <source>Whether all micro-batches have sequences of the same length; a file may name each.</source>
        <translation>各微批次的序列长度是否相同；文件可逐一指定。</translation>
    </message>
    <message>
        <source>All alike</source>
        <translation>全部相同</translation>
    </message>
    <message>
        <source>From half to whole</source>
        <translation>从一半到全长</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>按文件</translation>
    </message>
    <message>
        <source>Prefix skew</source>
        <translation>前缀偏斜</translation>
    </message>
    <message>
        <source>Zipf exponent of the prefixes&apos; popularity; 0 = all alike.</source>
        <translation>前缀热度的 Zipf 指数；0 = 全部相同。</translation>
    </message>
    <message>
        <source>Prefix routing</source>
        <translation>前缀路由</translation>
    </message>
    <message>
        <source>Which replica takes a request that shares a prefix.</source>
        <translation>共享前缀的请求由哪个副本处理。</translation>
    </message>
    <message>
        <source>Any replica</source>
        <translation>任意副本</translation>
    </message>
    <message>
        <source>The one that keeps it</source>
        <translation>保有该前缀的副本</translation>
    </message>
    <message>
        <source>Budget, 10⁹ tokens</source>
        <translation>token 预算（10⁹）</translation>
    </message>
    <message>
        <source>Tokens of the whole training run, for its days, GPU hours and cost; 0 = not asked for.</source>
        <translation>整个训练所用的 token 数，用于计算天数、GPU 小时与成本；0 = 不计算。</translation>
    </message>
    <message>
        <source>GPU hour, USD</source>
        <translation>GPU 小时价（美元）</translation>
    </message>
    <message>
        <source>What a GPU costs for an hour; 0 = the price of the accelerator preset, where it has one.</source>
        <translation>一个 GPU 一小时的费用；0 = 采用加速器预设中的价格（若有）。</translation>
    </message>
    <message>
        <source>Prefix tokens</source>
        <translation>前缀 token 数</translation>
    </message>
    <message>
        <source>Tokens at the start of a prompt that other requests share.</source>
        <translation>提示开头与其他请求共享的 token 数。</translation>
    </message>
    <message>
        <source>Prefixes</source>
        <translation>前缀数</translation>
    </message>
    <message>
        <source>How many different shared prefixes there are.</source>
        <translation>不同共享前缀的数量。</translation>
    </message>
    <message>
        <source>Stream interval</source>
        <translation>流式间隔</translation>
    </message>
    <message>
        <source>Output tokens that the server sends at once; the first wait for the others.</source>
        <translation>服务端一次发送的输出 token 数；先产生的要等后产生的。</translation>
    </message>
    <message>
        <source> Eight of ten measurements lie between %1 and %2 (%3).</source>
        <translation> 十次实测中八次在 %1 与 %2 之间（%3）。</translation>
    </message>
    <message>
        <source>Time of one training step over the whole global batch, data loading excluded.</source>
        <translation>在整个全局批次上完成一个训练步的时间，不含数据加载。</translation>
    </message>
    <message>
        <source>Token budget</source>
        <translation>token 预算</translation>
    </message>
    <message>
        <source>Time for the workload&apos;s token budget, without data loading, checkpoints and restarts.</source>
        <translation>完成负载 token 预算所需时间，不含数据加载、检查点与重启。</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>$%1</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Rent of the GPUs for the token budget.</source>
        <translation>完成 token 预算的 GPU 租金。</translation>
    </message>
    <message>
        <source>Per million tokens</source>
        <translation>每百万 token</translation>
    </message>
    <message>
        <source>Rent of the GPUs for a million output tokens, always at this concurrency.</source>
        <translation>始终以此并发数产生一百万输出 token 的 GPU 租金。</translation>
    </message>
    <message>
        <source>%1 to %2 in eight of ten measurements; basis: %3</source>
        <translation>十次实测中八次为 %1 至 %2；依据：%3</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2, %3 of the memory bandwidth, %4 of the stage&apos;s computing time</source>
        <translation>%1：%2，达显存带宽的 %3，占该阶段计算时间的 %4</translation>
    </message>
    <message>
        <source>%1: %2 at %3 FLOP per byte, %4 of the roof, %5 of the stage&apos;s computing time</source>
        <translation>%1：%2，每字节 %3 FLOP，达屋顶的 %4，占该阶段计算时间的 %5</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>FLOP per byte</source>
        <translation>每字节 FLOP</translation>
    </message>
    <message>
        <source>Achieved</source>
        <translation>实际达到</translation>
    </message>
    <message>
        <source>Roof</source>
        <translation>屋顶</translation>
    </message>
    <message>
        <source>Of the roof %</source>
        <translation>占屋顶 %</translation>
    </message>
    <message>
        <source>Time of a call</source>
        <translation>单次耗时</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>matrix product</source>
        <translation>矩阵乘</translation>
    </message>
    <message>
        <source>expert product</source>
        <translation>专家矩阵乘</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>head, embedding</source>
        <translation>输出头、词嵌入</translation>
    </message>
    <message>
        <source>elementwise</source>
        <translation>逐元素运算</translation>
    </message>
    <message>
        <source>token movement</source>
        <translation>token 搬移</translation>
    </message>
    <message>
        <source>FLOP per byte of memory traffic</source>
        <translation>每字节显存访问的 FLOP</translation>
    </message>
    <message>
        <source>bytes only,
of bandwidth</source>
        <translation>仅访存，
占带宽</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>峰值 %1</translation>
    </message>
    <message>
        <source>ridge %1 FLOP/byte, memory %2</source>
        <translation>脊点 %1 FLOP/字节，显存 %2</translation>
    </message>
    <message>
        <source>latency and weights</source>
        <translation>时延与权重读取</translation>
    </message>
    <message>
        <source>matrix products</source>
        <translation>矩阵乘</translation>
    </message>
    <message>
        <source>full KV cache</source>
        <translation>KV 缓存已满</translation>
    </message>
    <message>
        <source>this scenario</source>
        <translation>本场景</translation>
    </message>
    <message>
        <source>most requests whose KV cache fits</source>
        <translation>KV 缓存可容纳的最大请求数</translation>
    </message>
    <message>
        <source>from here on matrix products bound the step</source>
        <translation>自此起单步受矩阵乘限制</translation>
    </message>
    <message>
        <source>Concurrency %1: %2 output tokens/s per GPU, %3 per user; first token after %4, then one every %5; bound by %6</source>
        <translation>并发 %1：每 GPU 输出 %2 token/s，每用户 %3；首 token 在 %4 后，之后每 %5 一个；受限于%6</translation>
    </message>
    <message>
        <source>Throughput and latency over concurrency</source>
        <translation>吞吐与时延随并发数的变化</translation>
    </message>
    <message>
        <source>Bound by</source>
        <translation>受限于</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>TTFT ms</source>
        <translation>TTFT ms</translation>
    </message>
    <message>
        <source>TPOT ms</source>
        <translation>TPOT ms</translation>
    </message>
    <message>
        <source>Tokens/s per user</source>
        <translation>每用户 token/s</translation>
    </message>
    <message>
        <source>All-reduce %</source>
        <translation>all-reduce %</translation>
    </message>
    <message>
        <source>%1-parallel transfers of the pass, drawn together</source>
        <translation>该遍计算中的%1并行传输，合并绘制</translation>
    </message>
    <message>
        <source>Send to another stage</source>
        <translation>发送到其他阶段</translation>
    </message>
    <message>
        <source>Gradient reduction</source>
        <translation>梯度归约</translation>
    </message>
    <message>
        <source>Parameter gathering</source>
        <translation>参数收集</translation>
    </message>
    <message>
        <source>Gathering and reduction of shards, all micro-batches</source>
        <translation>分片的收集与归约，所有微批次</translation>
    </message>
    <message>
        <source>Gradient reduction over the replicas of shard groups</source>
        <translation>跨分片组副本的梯度归约</translation>
    </message>
    <message>
        <source>Gradients of the tied embedding over first and last stage</source>
        <translation>首末阶段间共享词嵌入的梯度</translation>
    </message>
    <message>
        <source>What hidden transfers take from the passes</source>
        <translation>被隐藏的传输占用的计算时间</translation>
    </message>
    <message>
        <source>Optimizer step</source>
        <translation>优化器更新</translation>
    </message>
    <message>
        <source>tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>expert</source>
        <translation>专家</translation>
    </message>
    <message>
        <source>sends</source>
        <translation>收发</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>%1 on stage %2: %3, %4.</source>
        <translation>阶段 %2 上的%1：%3，%4。</translation>
    </message>
    <message>
        <source>adds to the step</source>
        <translation>计入单步时间</translation>
    </message>
    <message>
        <source>beside the passes</source>
        <translation>与计算并行</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测值</translation>
    </message>
    <message>
        <source>Eight of ten measurements</source>
        <translation>十次实测中的八次</translation>
    </message>
    <message>
        <source>Scenario, to open in Shardscape %1</source>
        <translation>场景，可在 Shardscape %1 中打开</translation>
    </message>
    <message>
        <source>Comparison with %1</source>
        <translation>与 %1 的对比</translation>
    </message>
    <message>
        <source>Sweeps</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Appendix: how the key figures came about</source>
        <translation>附录：关键指标的由来</translation>
    </message>
    <message>
        <source>Shardscape report of %1, model version %2</source>
        <translation>%1 的 Shardscape 报告，模型版本 %2</translation>
    </message>
    <message>
        <source>en</source>
        <comment>code of the language the report is in, as HTML&apos;s lang has it</comment>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>inside a node: %1</source>
        <translation>节点内：%1</translation>
    </message>
    <message>
        <source>across nodes: %1</source>
        <translation>跨节点：%1</translation>
    </message>
    <message>
        <source>All ranks sit on %1 in %2; the color is the pipeline stage.</source>
        <translation>所有 rank 位于 %2中的 %1上；颜色表示流水线阶段。</translation>
    </message>
    <message>
        <source>Groups of the axes on %1 in %2: %3. The color is the pipeline stage.</source>
        <translation>%2中 %1上各维度的通信组：%3。颜色表示流水线阶段。</translation>
    </message>
    <message>
        <source>%1, %2: the largest part is “%3” with %4.</source>
        <translation>%1，%2：最大部分是“%3”，为 %4。</translation>
    </message>
    <message>
        <source>%1 with %2 and %3 leaves %4 of the GPU time idle; the pipeline takes %5.</source>
        <translation>%1 在 %2、%3下使 %4 的 GPU 时间空闲；流水线耗时 %5。</translation>
    </message>
    <message>
        <source>The scenario is attached to this report; Shardscape opens it from here.</source>
        <translation>场景已附在此报告中；可由 Shardscape 从此处打开。</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>%1 = %2 ranks, EP %3</source>
        <translation>%1 = %2 个 rank，EP %3</translation>
    </message>
    <message>
        <source>Below a figure: the range that holds eight of ten published measurements of the same kind around the model&apos;s prediction.</source>
        <translation>指标下方：围绕模型预测值的范围，十次同类公开实测中有八次落在其中。</translation>
    </message>
    <message>
        <source>Alike</source>
        <translation>同类数</translation>
    </message>
    <message>
        <source>node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>rack</source>
        <translation>机架</translation>
    </message>
    <message>
        <source>NIC</source>
        <translation>网卡</translation>
    </message>
    <message>
        <source>NVSwitch</source>
        <translation>NVSwitch</translation>
    </message>
    <message>
        <source>PCIe switch</source>
        <translation>PCIe 交换机</translation>
    </message>
    <message>
        <source>host bridge</source>
        <translation>主桥</translation>
    </message>
    <message>
        <source>CPU socket</source>
        <translation>CPU 插槽</translation>
    </message>
    <message>
        <source>leaf switch</source>
        <translation>叶交换机</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <comment>percentage points</comment>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>%1, better</source>
        <translation>%1，更好</translation>
    </message>
    <message>
        <source>%1, worse</source>
        <translation>%1，更差</translation>
    </message>
    <message>
        <source>Put the ranks on the GPUs in their order</source>
        <translation>将各 rank 按顺序放到 GPU 上</translation>
    </message>
    <message>
        <source>Put tp innermost in the axis order</source>
        <translation>在维度次序中将 tp 放到最内层</translation>
    </message>
    <message>
        <source>Put pp outermost in the axis order</source>
        <translation>在维度次序中将 pp 放到最外层</translation>
    </message>
    <message>
        <source>Keep tp within a node and split further elsewhere</source>
        <translation>将 tp 限制在节点内，其余切分放到其他维度</translation>
    </message>
    <message>
        <source>Keep expert groups within a node</source>
        <translation>将专家并行组限制在节点内</translation>
    </message>
    <message>
        <source>Make the micro-batches smaller</source>
        <translation>减小微批次</translation>
    </message>
    <message>
        <source>Raise the global batch to one micro-batch per stage</source>
        <translation>增大全局批次，使每个阶段有一个微批次</translation>
    </message>
    <message>
        <source>Split layers instead of stacking stages</source>
        <translation>切分各层内部，而不是堆叠阶段</translation>
    </message>
    <message>
        <source>Interleave several chunks of layers per stage</source>
        <translation>每个阶段交错多个模型块</translation>
    </message>
    <message>
        <source>Take the zero-bubble schedule zb-h1</source>
        <translation>采用零气泡调度 zb-h1</translation>
    </message>
    <message>
        <source>Raise dp until all GPUs are used</source>
        <translation>增大 dp，直到用上全部 GPU</translation>
    </message>
    <message>
        <source>Shard only the optimizer states, which sends once per step</source>
        <translation>只对优化器状态分片，每步仅发送一次</translation>
    </message>
    <message>
        <source>Slice experts over the tensor ranks</source>
        <translation>将专家切分到各张量并行 rank</translation>
    </message>
    <message>
        <source>Set the schedule to forward-only</source>
        <translation>将调度设为仅前向</translation>
    </message>
    <message>
        <source>Send every replica a request</source>
        <translation>给每个副本一个请求</translation>
    </message>
    <message>
        <source>Lower the concurrency to what the KV caches hold</source>
        <translation>将并发数降到 KV 缓存可容纳的数量</translation>
    </message>
    <message>
        <source>Set tp to the nearest value that is possible</source>
        <translation>将 tp 设为最接近的可行值</translation>
    </message>
    <message>
        <source>Set pp to the nearest value that is possible</source>
        <translation>将 pp 设为最接近的可行值</translation>
    </message>
    <message>
        <source>Set ep to the nearest value that is possible</source>
        <translation>将 ep 设为最接近的可行值</translation>
    </message>
    <message>
        <source>Lower dp to what the cluster holds</source>
        <translation>将 dp 降到集群可容纳的数量</translation>
    </message>
    <message>
        <source>Set the global batch to the nearest multiple of micro-batch × dp</source>
        <translation>将全局批次设为最接近的“微批次 × dp”的倍数</translation>
    </message>
    <message>
        <source>Set the sequence to the nearest length that splits</source>
        <translation>将序列设为最接近的可切分长度</translation>
    </message>
    <message>
        <source>Take full sequences in every micro-batch</source>
        <translation>每个微批次都取完整序列</translation>
    </message>
    <message>
        <source>Take the schedule 1f1b with one chunk per stage</source>
        <translation>采用 1f1b 调度，每个阶段一个模型块</translation>
    </message>
    <message>
        <source>Leave the group size to the schedule</source>
        <translation>组大小由调度决定</translation>
    </message>
    <message>
        <source>Spread the layers evenly</source>
        <translation>均匀分布各层</translation>
    </message>
    <message>
        <source>Shard over the whole data-parallel group</source>
        <translation>在整个数据并行组上分片</translation>
    </message>
    <message>
        <source>Switch overlapped pairs off</source>
        <translation>关闭成对重叠</translation>
    </message>
    <message>
        <source>Leave expert tensor parallelism open</source>
        <translation>不指定专家张量并行</translation>
    </message>
    <message>
        <source>Set ep to 1: the model has no experts</source>
        <translation>将 ep 设为 1：该模型没有专家</translation>
    </message>
    <message>
        <source>Take the usual axis order</source>
        <translation>采用通常的维度次序</translation>
    </message>
    <message>
        <source>Make the shared prefix the whole prompt</source>
        <translation>将整个提示作为共享前缀</translation>
    </message>
    <message>
        <source>step time</source>
        <translation>单步时间</translation>
    </message>
    <message>
        <source>tokens/s per GPU</source>
        <translation>每 GPU token/s</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>token/s</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>首 token</translation>
    </message>
    <message>
        <source>time per token</source>
        <translation>每 token 时间</translation>
    </message>
    <message>
        <source>peak memory</source>
        <translation>显存峰值</translation>
    </message>
    <message>
        <source>Lower the memory peak</source>
        <translation>降低显存峰值</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>对比(&amp;C)</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>环</translation>
    </message>
    <message>
        <source>Double tree</source>
        <translation>双树</translation>
    </message>
    <message>
        <source>In the switch</source>
        <translation>交换机内</translation>
    </message>
    <message>
        <source>%1: done after %2.</source>
        <translation>%1：%2 后完成。</translation>
    </message>
    <message>
        <source>the switch</source>
        <translation>交换机</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>%1 sends chunk %2 to %3, which adds it</source>
        <translation>%1 将数据块 %2 发送给 %3，由其累加</translation>
    </message>
    <message>
        <source>%1 hands the finished chunk %2 to %3</source>
        <translation>%1 将已完成的数据块 %2 交给 %3</translation>
    </message>
    <message>
        <source>%1: hop %2 of %3; %4.</source>
        <translation>%1：第 %2 跳，共 %3 跳；%4。</translation>
    </message>
    <message>
        <source>This machine cannot run it: choose fewer GPUs, or another place.</source>
        <translation>此机器无法运行：请选择更少的 GPU 或其他位置。</translation>
    </message>
    <message>
        <source>Collective</source>
        <translation>集合通信</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>算法</translation>
    </message>
    <message>
        <source>Hops</source>
        <translation>跳数</translation>
    </message>
    <message>
        <source>Most bytes sent by a GPU</source>
        <translation>单个 GPU 最多发送的字节数</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ 完成</translation>
    </message>
    <message>
        <source>hop %1 of %2</source>
        <translation>第 %1 跳，共 %2 跳</translation>
    </message>
    <message>
        <source>%1 · %2 · whole in %3</source>
        <translation>%1 · %2 · 全程 %3</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>交换机</translation>
    </message>
    <message>
        <source>columns of A</source>
        <translation>A 的列</translation>
    </message>
    <message>
        <source>relu(X A)</source>
        <translation>relu(X A)</translation>
    </message>
    <message>
        <source>X A</source>
        <translation>X A</translation>
    </message>
    <message>
        <source>rows of B</source>
        <translation>B 的行</translation>
    </message>
    <message>
        <source>summand</source>
        <translation>部分和</translation>
    </message>
    <message>
        <source>Z</source>
        <translation>Z</translation>
    </message>
    <message>
        <source>Z, all-reduced: %1 of %2</source>
        <translation>Z，已 all-reduce：%1 / %2</translation>
    </message>
    <message>
        <source>One GPU: nothing to add.</source>
        <translation>仅一个 GPU：无需相加。</translation>
    </message>
    <message>
        <source>All-reduce: %1 of %2 summands are added; every GPU ends with the whole Z.</source>
        <translation>All-reduce：已累加 %2 个部分和中的 %1 个；最终每个 GPU 都得到完整的 Z。</translation>
    </message>
    <message>
        <source>Each GPU multiplies its columns by its rows of B: a summand of every element of Z. Nothing is sent.</source>
        <translation>每个 GPU 将自己的列与 B 中自己的行相乘：得到 Z 每个元素的一个部分和。不发送任何数据。</translation>
    </message>
    <message>
        <source>The activation function works element by element, so each GPU applies it to its own columns. Nothing is sent.</source>
        <translation>激活函数逐元素运算，因此每个 GPU 只对自己的列应用它。不发送任何数据。</translation>
    </message>
    <message>
        <source>Each GPU multiplies the whole X by its columns of A. Nothing is sent.</source>
        <translation>每个 GPU 将完整的 X 与 A 中自己的列相乘。不发送任何数据。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>selective</source>
        <translation>选择性</translation>
    </message>
    <message>
        <source>full</source>
        <translation>整层</translation>
    </message>
    <message>
        <source>full for some layers</source>
        <translation>部分整层</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>显存峰值</translation>
    </message>
    <message>
        <source>Memory of the GPU</source>
        <translation>GPU 显存</translation>
    </message>
    <message>
        <source>MFU, causal count</source>
        <translation>MFU，按因果注意力计</translation>
    </message>
    <message>
        <source>Model FLOPs of a step</source>
        <translation>单步模型 FLOPs</translation>
    </message>
    <message>
        <source>Model FLOP/s per GPU</source>
        <translation>每 GPU 模型 FLOP/s</translation>
    </message>
    <message>
        <source>First token (TTFT)</source>
        <translation>首 token 时延 (TTFT)</translation>
    </message>
    <message>
        <source>Per token (TPOT)</source>
        <translation>每 token 时间 (TPOT)</translation>
    </message>
    <message>
        <source>Output tokens/s per GPU</source>
        <translation>每 GPU 输出 token/s</translation>
    </message>
    <message>
        <source>KV cache room in tokens</source>
        <translation>KV 缓存可容纳 token 数</translation>
    </message>
    <message>
        <source>Makespan of the pipeline</source>
        <translation>流水线总时长</translation>
    </message>
    <message>
        <source>Pipeline stages</source>
        <translation>流水线阶段数</translation>
    </message>
    <message>
        <source>Micro-batches</source>
        <translation>微批次数</translation>
    </message>
    <message>
        <source>GPUs used</source>
        <translation>使用的 GPU</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Active parameters</source>
        <translation>激活参数</translation>
    </message>
    <message>
        <source>Traffic of %1</source>
        <translation>%1 的流量</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Inputs that differ</source>
        <translation>有差异的输入</translation>
    </message>
    <message>
        <source>Input that differs</source>
        <translation>不同的输入</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Figures that differ, largest change first</source>
        <translation>有差异的指标，变化最大的在前</translation>
    </message>
    <message>
        <source>Figure, largest change first</source>
        <translation>指标，变化最大的在前</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>项</translation>
    </message>
    <message>
        <source>Alone it does</source>
        <translation>单独影响</translation>
    </message>
    <message>
        <source>The plan is the baseline: no input differs.</source>
        <translation>该方案即为基线：没有输入不同。</translation>
    </message>
    <message>
        <source>%1 of %2 inputs differ.</source>
        <translation>%2 项输入中有 %1 项不同。</translation>
    </message>
    <message>
        <source>It fits now, the baseline does not.</source>
        <translation>当前方案放得下，基线放不下。</translation>
    </message>
    <message>
        <source>It no longer fits.</source>
        <translation>不再放得下。</translation>
    </message>
    <message>
        <source>%1 %2 → %3 (%4).</source>
        <translation>%1 %2 → %3（%4）。</translation>
    </message>
    <message>
        <source>ridge %1</source>
        <translation>脊点 %1</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>Plans of the search</source>
        <translation>搜索得到的方案</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>front</source>
        <translation>前沿</translation>
    </message>
    <message>
        <source>next best</source>
        <translation>次优</translation>
    </message>
    <message>
        <source>, misses a wish</source>
        <translation>，未满足某项期望</translation>
    </message>
    <message>
        <source>$ per million tokens</source>
        <translation>美元/百万 token</translation>
    </message>
    <message>
        <source>GPU-s per million tokens</source>
        <translation>GPU 秒/百万 token</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Free memory</source>
        <translation>空余显存</translation>
    </message>
    <message>
        <source>Energy per token</source>
        <translation>每 token 能耗</translation>
    </message>
    <message>
        <source>Time per token</source>
        <translation>每 token 时间</translation>
    </message>
    <message>
        <source>more is better</source>
        <translation>越大越好</translation>
    </message>
    <message>
        <source>less is better</source>
        <translation>越小越好</translation>
    </message>
    <message>
        <source>−%1</source>
        <translation>−%1</translation>
    </message>
    <message>
        <source>, ep %1</source>
        <translation>，ep %1</translation>
    </message>
    <message>
        <source>, etp %1</source>
        <translation>，etp %1</translation>
    </message>
    <message>
        <source>ends light</source>
        <translation>首末阶段较轻</translation>
    </message>
    <message>
        <source>ZeRO-%1</source>
        <translation>ZeRO-%1</translation>
    </message>
    <message>
        <source>micro-batch %1</source>
        <translation>微批次 %1</translation>
    </message>
    <message>
        <source>recompute %1</source>
        <translation>重计算 %1</translation>
    </message>
    <message>
        <source>no SP</source>
        <translation>无 SP</translation>
    </message>
    <message>
        <source>offload</source>
        <translation>卸载</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 个请求</translation>
    </message>
    <message>
        <source>prefill chunks of %1</source>
        <translation>预填充分块 %1</translation>
    </message>
    <message>
        <source>%1 prefill : %2 decode replicas</source>
        <translation>%1 个预填充副本 : %2 个解码副本</translation>
    </message>
    <message>
        <source>Layers of stages</source>
        <translation>各阶段层数</translation>
    </message>
    <message>
        <source>Axis order</source>
        <translation>维度次序</translation>
    </message>
    <message>
        <source>Offload</source>
        <translation>卸载</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>并发请求</translation>
    </message>
    <message>
        <source>Prefill chunk</source>
        <translation>预填充分块</translation>
    </message>
    <message>
        <source>Prefill : decode</source>
        <translation>预填充 : 解码</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>needs more memory than a GPU has</source>
        <translation>所需显存多于单个 GPU 的显存</translation>
    </message>
    <message>
        <source>never ends: a link it needs is not there</source>
        <translation>永不结束：缺少所需的链路</translation>
    </message>
    <message>
        <source>needs a network between nodes that is not there</source>
        <translation>缺少所需的节点间网络</translation>
    </message>
    <message>
        <source>global batch is no multiple of micro-batch × dp</source>
        <translation>全局批次不是“微批次 × dp”的倍数</translation>
    </message>
    <message>
        <source>more virtual stages than layers</source>
        <translation>虚拟阶段数多于层数</translation>
    </message>
    <message>
        <source>ep × etp does not divide tp × cp × dp</source>
        <translation>ep × etp 不能整除 tp × cp × dp</translation>
    </message>
    <message>
        <source>ep does not divide the experts</source>
        <translation>ep 不能整除专家数</translation>
    </message>
    <message>
        <source>etp does not divide the width of an expert</source>
        <translation>etp 不能整除专家的宽度</translation>
    </message>
    <message>
        <source>tp does not divide the attention heads</source>
        <translation>tp 不能整除注意力头数</translation>
    </message>
    <message>
        <source>tp does not suit the key/value heads</source>
        <translation>tp 与键/值头数不匹配</translation>
    </message>
    <message>
        <source>tp does not divide the width of the feed-forward</source>
        <translation>tp 不能整除前馈层的宽度</translation>
    </message>
    <message>
        <source>the sequence cannot be cut so often</source>
        <translation>序列无法切成这么多段</translation>
    </message>
    <message>
        <source>DualPipe: fewer micro-batches than it needs</source>
        <translation>DualPipe：微批次少于所需数量</translation>
    </message>
    <message>
        <source>DualPipe: odd number of micro-batches</source>
        <translation>DualPipe：微批次数为奇数</translation>
    </message>
    <message>
        <source>DualPipe: odd number of stages</source>
        <translation>DualPipe：阶段数为奇数</translation>
    </message>
    <message>
        <source>micro-batches are no multiple of the interleaving group</source>
        <translation>微批次数不是交错组大小的倍数</translation>
    </message>
    <message>
        <source>prefill and decode replicas do not add up to dp</source>
        <translation>预填充副本与解码副本之和不等于 dp</translation>
    </message>
    <message>
        <source>a pipeline of too many tasks to lay out</source>
        <translation>流水线任务过多，无法排布</translation>
    </message>
    <message>
        <source>beyond the limit of: %1</source>
        <translation>超出限制：%1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>The present plan is not possible: %1</source>
        <translation>当前方案不可行：%1</translation>
    </message>
    <message>
        <source>The present plan is out: %1.</source>
        <translation>当前方案被排除：%1。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>； </translation>
    </message>
    <message>
        <source>The present plan is on the front: no plan found beats it in one objective without losing in the other.</source>
        <translation>当前方案位于前沿：找到的方案中，没有一个能在一个目标上胜过它而不在另一个目标上落后。</translation>
    </message>
    <message>
        <source>No plan of the front beats it in both objectives.</source>
        <translation>前沿上没有方案在两个目标上都胜过它。</translation>
    </message>
    <message>
        <source>Nearest plan that is better: %1 %2, %3 %4. It differs in %5.</source>
        <translation>最接近的更优方案：%1 %2，%3 %4。不同之处：%5。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>GiB</source>
        <translation>GiB</translation>
    </message>
    <message>
        <source>J</source>
        <translation>J</translation>
    </message>
    <message>
        <source>A break-even compares the present plan with a baseline.</source>
        <translation>平衡点用于比较当前方案与基线。</translation>
    </message>
    <message>
        <source>Pin another plan under Compare (Ctrl+B).</source>
        <translation>请在“对比”下固定另一个方案 (Ctrl+B)。</translation>
    </message>
    <message>
        <source>A break-even needs a range of numbers.</source>
        <translation>平衡点需要一个数值范围。</translation>
    </message>
    <message>
        <source>Choose an input with numbers, or write a range such as x0.25..x4.</source>
        <translation>请选择一个数值输入，或写出范围，例如 x0.25..x4。</translation>
    </message>
    <message>
        <source>Tensor parallel degree</source>
        <translation>张量并行度</translation>
    </message>
    <message>
        <source>Context parallel degree</source>
        <translation>上下文并行度</translation>
    </message>
    <message>
        <source>Expert parallel degree</source>
        <translation>专家并行度</translation>
    </message>
    <message>
        <source>Expert tensor parallel degree</source>
        <translation>专家张量并行度</translation>
    </message>
    <message>
        <source>Data parallel degree</source>
        <translation>数据并行度</translation>
    </message>
    <message>
        <source>Chunks per stage</source>
        <translation>每阶段模型块数</translation>
    </message>
    <message>
        <source>Tokens of a sequence</source>
        <translation>序列 token 数</translation>
    </message>
    <message>
        <source>Expert imbalance</source>
        <translation>专家不均衡度</translation>
    </message>
    <message>
        <source>Price of a GPU hour</source>
        <translation>GPU 小时价格</translation>
    </message>
    <message>
        <source>Tokens of a prompt</source>
        <translation>提示 token 数</translation>
    </message>
    <message>
        <source>Tokens of an answer</source>
        <translation>输出 token 数</translation>
    </message>
    <message>
        <source>Weight format</source>
        <translation>权重格式</translation>
    </message>
    <message>
        <source>KV cache format</source>
        <translation>KV 缓存格式</translation>
    </message>
    <message>
        <source>Memory fraction</source>
        <translation>显存占比</translation>
    </message>
    <message>
        <source>Tokens of a shared prefix</source>
        <translation>共享前缀 token 数</translation>
    </message>
    <message>
        <source>Distinct prefixes</source>
        <translation>不同前缀数</translation>
    </message>
    <message>
        <source>Chunk of a prefill</source>
        <translation>预填充分块</translation>
    </message>
    <message>
        <source>GPUs, strong scaling</source>
        <translation>GPU 数，强扩展</translation>
    </message>
    <message>
        <source>GPUs, weak scaling</source>
        <translation>GPU 数，弱扩展</translation>
    </message>
    <message>
        <source>Memory of a GPU</source>
        <translation>单个 GPU 的显存</translation>
    </message>
    <message>
        <source>Memory bandwidth of a GPU</source>
        <translation>单个 GPU 的显存带宽</translation>
    </message>
    <message>
        <source>Peak of a GPU (bf16)</source>
        <translation>单个 GPU 的峰值算力 (bf16)</translation>
    </message>
    <message>
        <source>Memory of the driver context</source>
        <translation>驱动上下文的显存</translation>
    </message>
    <message>
        <source>Memory of a communicator</source>
        <translation>通信器的显存</translation>
    </message>
    <message>
        <source>Bandwidth of a scale-up link</source>
        <translation>纵向扩展链路的带宽</translation>
    </message>
    <message>
        <source>Latency of a scale-up link</source>
        <translation>纵向扩展链路的时延</translation>
    </message>
    <message>
        <source>Bandwidth of PCIe</source>
        <translation>PCIe 的带宽</translation>
    </message>
    <message>
        <source>Latency of PCIe</source>
        <translation>PCIe 的时延</translation>
    </message>
    <message>
        <source>Bandwidth between sockets</source>
        <translation>CPU 插槽间的带宽</translation>
    </message>
    <message>
        <source>Bandwidth of a NIC</source>
        <translation>网卡的带宽</translation>
    </message>
    <message>
        <source>Latency of a NIC</source>
        <translation>网卡的时延</translation>
    </message>
    <message>
        <source>Oversubscription of leaf switches</source>
        <translation>叶交换机的超分比</translation>
    </message>
    <message>
        <source>Oversubscription of spine switches</source>
        <translation>脊交换机的超分比</translation>
    </message>
    <message>
        <source>Latency of a network switch</source>
        <translation>网络交换机的时延</translation>
    </message>
    <message>
        <source>Sustained share of the memory bandwidth</source>
        <translation>显存带宽的持续可达比例</translation>
    </message>
    <message>
        <source>Sustained share of the bf16 peak</source>
        <translation>bf16 峰值的持续可达比例</translation>
    </message>
    <message>
        <source>Tokens/s of all GPUs</source>
        <translation>所有 GPU 的 token/s</translation>
    </message>
    <message>
        <source>Tokens/s of a request</source>
        <translation>单个请求的 token/s</translation>
    </message>
    <message>
        <source>USD per million tokens</source>
        <translation>每百万 token 的美元成本</translation>
    </message>
    <message>
        <source>not reached yet</source>
        <translation>尚未算到</translation>
    </message>
    <message>
        <source>impossible</source>
        <translation>不可行</translation>
    </message>
    <message>
        <source>impossible: %1</source>
        <translation>不可行：%1</translation>
    </message>
    <message>
        <source>%1 (guess)</source>
        <translation>%1（推测）</translation>
    </message>
    <message>
        <source>slower stages</source>
        <translation>较慢的阶段</translation>
    </message>
    <message>
        <source>transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>waits passed on</source>
        <translation>传递而来的等待</translation>
    </message>
</context>
<context>
    <name>shardscape::AdviceView</name>
    <message>
        <source>Plans that fit</source>
        <translation>放得下的方案</translation>
    </message>
    <message>
        <source>No plan next to this one fits; these lack less</source>
        <translation>相邻方案均放不下；以下方案缺得较少</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>更快</translation>
    </message>
    <message>
        <source>Less memory, as fast</source>
        <translation>显存更少，速度相当</translation>
    </message>
    <message>
        <source>Sooner first token</source>
        <translation>首 token 更早</translation>
    </message>
    <message>
        <source>holds here</source>
        <translation>此处成立</translation>
    </message>
    <message>
        <source>fails here</source>
        <translation>此处不成立</translation>
    </message>
    <message>
        <source>says nothing here</source>
        <translation>此处不适用</translation>
    </message>
    <message>
        <source>−%1</source>
        <translation>−%1</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>What to change</source>
        <translation>可作的更改</translation>
    </message>
    <message>
        <source>Step time</source>
        <translation>单步时间</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>Tokens/s per GPU</source>
        <translation>每 GPU token/s</translation>
    </message>
    <message>
        <source>Time per token</source>
        <translation>每 token 时间</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首 token</translation>
    </message>
    <message>
        <source>%1. Enter or a double click makes this change.</source>
        <translation>%1。按 Enter 或双击即可应用此更改。</translation>
    </message>
    <message>
        <source>None of the %1 plans next to this one is better. The search looks further.</source>
        <translation>与此方案相邻的 %1 个方案都不更优。搜索功能可查找更远的方案。</translation>
    </message>
    <message>
        <source>Rules of thumb, tried on this case</source>
        <translation>经验法则，已在本例上检验</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>It misleads where %1.</source>
        <translation>在以下情况会产生误导：%1。</translation>
    </message>
</context>
<context>
    <name>shardscape::AnimationView</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save this picture as PNG or SVG</source>
        <translation>将此图保存为 PNG 或 SVG</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>图片 (*.png *.svg)</translation>
    </message>
</context>
<context>
    <name>shardscape::AxisChips</name>
    <message>
        <source>Axis order, innermost first</source>
        <translation>维度次序，最内层在前</translation>
    </message>
    <message>
        <source>Move axis %1</source>
        <translation>移动维度 %1</translation>
    </message>
    <message>
        <source>Axes of the mesh, innermost first. Drag a chip (Alt+Up, Alt+Down) to reorder the ranks, its right edge (Alt+Left, Alt+Right, or digits and Enter) to change its degree; click it (Space) to select the GPUs of one coordinate.</source>
        <translation>网格的各维度，最内层在前。拖动标签（Alt+上、Alt+下）可调整 rank 次序，拖动其右边缘（Alt+左、Alt+右，或数字加 Enter）可更改并行度；单击（空格）可选择同一坐标的 GPU。</translation>
    </message>
    <message>
        <source>Axis %1, place %2 of %3</source>
        <translation>维度 %1，第 %2 位，共 %3 位</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>There is no larger degree.</source>
        <translation>没有更大的并行度。</translation>
    </message>
    <message>
        <source>There is no smaller degree.</source>
        <translation>没有更小的并行度。</translation>
    </message>
    <message>
        <source>Degree %1: Enter sets it, Escape drops it</source>
        <translation>并行度 %1：Enter 确认，Escape 放弃</translation>
    </message>
</context>
<context>
    <name>shardscape::Baselines</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>shardscape::BreakEvenChart</name>
    <message>
        <source>%1 %2: %3 %4, %5 %6; %7</source>
        <translation>%1 %2：%3 %4，%5 %6；%7</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>更优者</translation>
    </message>
    <message>
        <source>%1 (does not fit)</source>
        <translation>%1（放不下）</translation>
    </message>
    <message>
        <source>%1 is better</source>
        <translation>%1 更优</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>无可比较</translation>
    </message>
</context>
<context>
    <name>shardscape::BreakdownCanvas</name>
    <message>
        <source>Step breakdown</source>
        <translation>单步分解</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, %3 of the whole</source>
        <translation>%1：%2，占全部的 %3</translation>
    </message>
    <message>
        <source>No times: the plan has no evaluation yet.</source>
        <translation>无时间数据：方案尚未评估。</translation>
    </message>
    <message>
        <source>; baseline %1 (%2)</source>
        <translation>；基线 %1（%2）</translation>
    </message>
</context>
<context>
    <name>shardscape::BreakdownView</name>
    <message>
        <source>Step breakdown</source>
        <translation>单步分解</translation>
    </message>
</context>
<context>
    <name>shardscape::CalibrationDialog</name>
    <message>
        <source>Calibrate with a run of your own</source>
        <translation>用自己的运行校准</translation>
    </message>
    <message>
        <source>State of the fit</source>
        <translation>拟合状态</translation>
    </message>
    <message>
        <source>What did the plan that is open measure?</source>
        <translation>当前打开的方案实测结果如何？</translation>
    </message>
    <message>
        <source>Name of the calibration</source>
        <translation>校准名称</translation>
    </message>
    <message>
        <source>such as “our pods 2026-10”</source>
        <translation>例如“our pods 2026-10”</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Saved calibrations</source>
        <translation>已保存的校准</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Figures before and after</source>
        <translation>校准前后的指标</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Factors</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>允许范围</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>&amp;Remove calibration</source>
        <translation>移除校准(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save for other scenarios</source>
        <translation>保存供其他场景使用(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>✕ Not a positive number: %1</source>
        <translation>✕ 不是正数：%1</translation>
    </message>
    <message>
        <source>Enter what you measured; nothing is changed before you apply it.</source>
        <translation>请输入实测值；应用之前不会更改任何内容。</translation>
    </message>
    <message>
        <source>Fitting…</source>
        <translation>正在拟合…</translation>
    </message>
    <message>
        <source>✕ %1 (%2)</source>
        <translation>✕ %1（%2）</translation>
    </message>
    <message>
        <source>Fitted on %1. Apply changes all figures and marks them as calibrated.</source>
        <translation>已在 %1 上拟合。应用后将更改所有指标并标记为已校准。</translation>
    </message>
    <message>
        <source>Give the calibration a name first.</source>
        <translation>请先为校准命名。</translation>
    </message>
    <message>
        <source>⚠ at its bound</source>
        <translation>⚠ 已达界限</translation>
    </message>
    <message>
        <source>not determined</source>
        <translation>未确定</translation>
    </message>
    <message>
        <source>Extra memory</source>
        <translation>额外显存</translation>
    </message>
    <message>
        <source>Calibrate with %1</source>
        <translation>以%1校准</translation>
    </message>
    <message>
        <source>a run</source>
        <translation>一次运行</translation>
    </message>
    <message>
        <source>Remove the calibration</source>
        <translation>移除校准</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>已保存为“%1”。</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>choose one to apply it</source>
        <translation>选择一个以应用</translation>
    </message>
    <message>
        <source>This scenario is calibrated%1%2.</source>
        <translation>此场景已校准%1%2。</translation>
    </message>
    <message>
        <source> with “%1”</source>
        <translation>，采用“%1”</translation>
    </message>
    <message>
        <source>, fitted on %1</source>
        <translation>，拟合于 %1</translation>
    </message>
    <message>
        <source>This scenario is not calibrated: its figures rest on the presets.</source>
        <translation>此场景未校准：指标以预设为准。</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>校准(&amp;C)…</translation>
    </message>
    <message>
        <source>Fits efficiency factors to what a run of your own measured.</source>
        <translation>根据自己一次运行的实测值拟合效率系数。</translation>
    </message>
</context>
<context>
    <name>shardscape::CalibrationForm</name>
    <message>
        <source>not measured</source>
        <translation>未实测</translation>
    </message>
    <message>
        <source>Output of nccl-tests</source>
        <translation>nccl-tests 的输出</translation>
    </message>
    <message>
        <source>Paste the output of all_reduce_perf or its siblings</source>
        <translation>粘贴 all_reduce_perf 或同类工具的输出</translation>
    </message>
    <message>
        <source>nccl-tests</source>
        <translation>nccl-tests</translation>
    </message>
</context>
<context>
    <name>shardscape::ClockBar</name>
    <message>
        <source>To the start</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>To the start (Home)</source>
        <translation>到开头 (Home)</translation>
    </message>
    <message>
        <source>Back one event</source>
        <translation>后退一个事件</translation>
    </message>
    <message>
        <source>Back one event (Left; with Shift one of the row)</source>
        <translation>后退一个事件（左方向键；加 Shift 为本行的事件）</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>播放或暂停（空格）</translation>
    </message>
    <message>
        <source>On one event</source>
        <translation>前进一个事件</translation>
    </message>
    <message>
        <source>On one event (Right; with Shift one of the row)</source>
        <translation>前进一个事件（右方向键；加 Shift 为本行的事件）</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>To the end (End)</source>
        <translation>到结尾 (End)</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Start again at the end (L)</source>
        <translation>到结尾后重新开始 (L)</translation>
    </message>
    <message>
        <source>Speed of playing</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>Speed of playing ([ and ])</source>
        <translation>播放速度（[ 与 ]）</translation>
    </message>
    <message>
        <source>Position in the step</source>
        <translation>步内位置</translation>
    </message>
    <message>
        <source>Speed of playing: 1 s shows %1 of the step ([ and ])</source>
        <translation>播放速度：1 s 播放步内的 %1（[ 与 ]）</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>shardscape::CollectiveView</name>
    <message>
        <source>Collective, hop by hop</source>
        <translation>集合通信，逐跳演示</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>All-reduce</source>
        <translation>All-reduce</translation>
    </message>
    <message>
        <source>Reduce-scatter</source>
        <translation>Reduce-scatter</translation>
    </message>
    <message>
        <source>All-gather</source>
        <translation>All-gather</translation>
    </message>
    <message>
        <source>Where the GPUs are</source>
        <translation>GPU 所在位置</translation>
    </message>
    <message>
        <source>in one node</source>
        <translation>同一节点内</translation>
    </message>
    <message>
        <source>one on each node</source>
        <translation>每个节点一个</translation>
    </message>
    <message>
        <source>Size of the vector</source>
        <translation>向量大小</translation>
    </message>
    <message>
        <source> GPUs</source>
        <translation> 个 GPU</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
</context>
<context>
    <name>shardscape::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>输入命令</translation>
    </message>
    <message>
        <source>Letters of a command</source>
        <translation>命令的部分字母</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>匹配的命令</translation>
    </message>
    <message>
        <source>No command fits</source>
        <translation>没有匹配的命令</translation>
    </message>
</context>
<context>
    <name>shardscape::CommandRegistry</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>shardscape::CompareView</name>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Nothing is pinned. “Pin” (Ctrl+B) keeps the present plan as the baseline: edit on, and see here what changed, by how much, and why.</source>
        <translation>尚未固定任何基线。“固定”(Ctrl+B) 将当前方案保留为基线：继续编辑，即可在此查看哪些指标变化、变化多少以及原因。</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Inputs that differ</source>
        <translation>有差异的输入</translation>
    </message>
    <message>
        <source>Figures that differ, largest change first</source>
        <translation>有差异的指标，变化最大的在前</translation>
    </message>
    <message>
        <source>Why a figure differs</source>
        <translation>指标差异的原因</translation>
    </message>
    <message>
        <source>Comparison in words</source>
        <translation>对比说明</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>The pinned plan that the present one is compared with</source>
        <translation>与当前方案对比的固定方案</translation>
    </message>
    <message>
        <source>Smallest change listed</source>
        <translation>列出的最小变化</translation>
    </message>
    <message>
        <source>Changes smaller than this are not listed</source>
        <translation>小于此值的变化不列出</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>固定(&amp;P)</translation>
    </message>
    <message>
        <source>Keeps the present plan as the baseline that later ones are compared with.</source>
        <translation>将当前方案保留为基线，供之后的方案与其对比。</translation>
    </message>
    <message>
        <source>&amp;Swap</source>
        <translation>交换(&amp;S)</translation>
    </message>
    <message>
        <source>The baseline becomes the present plan, and the present plan the baseline.</source>
        <translation>基线成为当前方案，当前方案成为基线。</translation>
    </message>
    <message>
        <source>Back &amp;to baseline</source>
        <translation>回到基线(&amp;T)</translation>
    </message>
    <message>
        <source>The baseline becomes the present plan and stays the baseline.</source>
        <translation>基线成为当前方案，并仍作为基线。</translation>
    </message>
    <message>
        <source>&amp;Unpin</source>
        <translation>取消固定(&amp;U)</translation>
    </message>
    <message>
        <source>Forgets the chosen baseline.</source>
        <translation>移除所选的基线。</translation>
    </message>
    <message>
        <source>&amp;Copy comparison</source>
        <translation>复制对比(&amp;C)</translation>
    </message>
    <message>
        <source>Copies all tables of the comparison as tab-separated text.</source>
        <translation>将对比的所有表格复制为制表符分隔文本。</translation>
    </message>
    <message>
        <source>%1 baselines are pinned already: unpin one first.</source>
        <translation>已固定 %1 个基线：请先取消固定其中一个。</translation>
    </message>
    <message>
        <source>Swap with baseline %1</source>
        <translation>与基线“%1”交换</translation>
    </message>
    <message>
        <source>Back to baseline %1</source>
        <translation>回到基线“%1”</translation>
    </message>
    <message>
        <source>Why: no key figure differs</source>
        <translation>原因：没有关键指标存在差异</translation>
    </message>
    <message>
        <source>Why: this figure has no derivation of its own; choose another</source>
        <translation>原因：此指标没有自己的推导；请选择其他指标</translation>
    </message>
    <message>
        <source>%1 (by another formula than the baseline&apos;s)</source>
        <translation>%1（与基线的公式不同）</translation>
    </message>
</context>
<context>
    <name>shardscape::ComparisonCanvas</name>
    <message>
        <source>Schedules compared</source>
        <translation>调度对比图</translation>
    </message>
</context>
<context>
    <name>shardscape::ComparisonPane</name>
    <message>
        <source>Comparison of schedules</source>
        <translation>调度对比</translation>
    </message>
    <message>
        <source>No comparison: the plan has no evaluation yet.</source>
        <translation>无对比：方案尚未评估。</translation>
    </message>
    <message>
        <source>No comparison: inference has forward passes only, so every schedule is the same.</source>
        <translation>无对比：推理只有前向，各种调度都一样。</translation>
    </message>
    <message>
        <source>The schedules are being simulated.</source>
        <translation>正在模拟各调度。</translation>
    </message>
</context>
<context>
    <name>shardscape::Curtain</name>
    <message>
        <source>Covered until your prediction is locked</source>
        <translation>锁定预测之前隐藏</translation>
    </message>
</context>
<context>
    <name>shardscape::CurveCanvas</name>
    <message>
        <source>Throughput and latency over concurrency</source>
        <translation>吞吐与时延随并发数的变化</translation>
    </message>
    <message>
        <source>No curve: it is drawn for inference, once the plan has an evaluation.</source>
        <translation>无曲线：仅在推理方案评估完成后绘制。</translation>
    </message>
</context>
<context>
    <name>shardscape::CurveChart</name>
    <message>
        <source>%1 over: %2</source>
        <translation>%1；横轴：%2</translation>
    </message>
    <message>
        <source>%1: %2 %3, %4 GPUs, %5</source>
        <translation>%1：%2 %3，%4 个 GPU，%5</translation>
    </message>
    <message>
        <source> – ideal %1</source>
        <translation> – 理想值 %1</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>ideal</source>
        <translation>理想</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
</context>
<context>
    <name>shardscape::CurveView</name>
    <message>
        <source>Throughput and latency</source>
        <translation>吞吐与时延</translation>
    </message>
    <message>
        <source>Concurrency %1</source>
        <translation>并发 %1</translation>
    </message>
</context>
<context>
    <name>shardscape::DecisionTree</name>
    <message>
        <source>Decision tree</source>
        <translation>决策树</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>shardscape::DegreeStrip</name>
    <message>
        <source>Degrees of the axis</source>
        <translation>该维度的并行度</translation>
    </message>
    <message>
        <source>Drag to another degree; Shift leaves dp as it is.</source>
        <translation>拖到另一并行度；按住 Shift 则 dp 不变。</translation>
    </message>
</context>
<context>
    <name>shardscape::DiagnosticsView</name>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>对策</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Nothing to remark</source>
        <translation>无需提示</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 个错误</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 个警告</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 个警告</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 条提示</translation>
    </message>
    <message>
        <source>%1 notes</source>
        <translation>%1 条提示</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>&amp;Fix the diagnostic</source>
        <translation>修复此诊断(&amp;F)</translation>
    </message>
    <message>
        <source>Makes the change that is proposed for the chosen diagnostic, as one step of the history.</source>
        <translation>执行针对所选诊断建议的更改，作为历史中的一步。</translation>
    </message>
    <message>
        <source>Fix: %1</source>
        <translation>修复：%1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1
Ctrl+. does it from the keyboard; Ctrl+Z takes it back.</source>
        <translation>%1
按 Ctrl+. 可用键盘执行；Ctrl+Z 可撤销。</translation>
    </message>
</context>
<context>
    <name>shardscape::ExplainView</name>
    <message>
        <source>Explanation of a figure</source>
        <translation>指标的解释</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>对策</translation>
    </message>
    <message>
        <source>Back to the figure before</source>
        <translation>返回上一个指标</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Copy the explanation as text</source>
        <translation>以文本复制解释</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>可信度</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Formula with values</source>
        <translation>代入数值的公式</translation>
    </message>
    <message>
        <source>Terms of the formula</source>
        <translation>公式中的各项</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>项</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Source and validity</source>
        <translation>来源与适用范围</translation>
    </message>
    <message>
        <source>How a number came about</source>
        <translation>数值的由来</translation>
    </message>
    <message>
        <source>Click a figure, or go to it and press F1, to see its formula, the values that were put in, and its source.</source>
        <translation>点击某个指标，或将焦点移到它并按 F1，即可查看其公式、代入的数值与来源。</translation>
    </message>
    <message>
        <source>The present evaluation does not contain the figure “%1”.</source>
        <translation>当前评估结果中没有指标“%1”。</translation>
    </message>
    <message>
        <source>⚠ A guess: rests on a constant that nobody has published or measured.</source>
        <translation>⚠ 推测：依赖一个无人公布或实测过的常数。</translation>
    </message>
    <message>
        <source>= %1</source>
        <translation>= %1</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Valid: %1</source>
        <translation>适用范围：%1</translation>
    </message>
    <message>
        <source>Opens “%1”</source>
        <translation>打开“%1”</translation>
    </message>
    <message>
        <source>Band: %1
</source>
        <translation>区间：%1
</translation>
    </message>
    <message>
        <source>Band: %1</source>
        <translation>区间：%1</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>以文本复制(&amp;T)</translation>
    </message>
    <message>
        <source>Copy as &amp;LaTeX</source>
        <translation>以 LaTeX 复制(&amp;L)</translation>
    </message>
</context>
<context>
    <name>shardscape::FabricCanvas</name>
    <message>
        <source>Fabric: links and their load</source>
        <translation>互连：链路及其负载</translation>
    </message>
    <message>
        <source>No fabric: the plan has no evaluation yet.</source>
        <translation>无互连图：方案尚未评估。</translation>
    </message>
</context>
<context>
    <name>shardscape::FabricView</name>
    <message>
        <source>Fabric</source>
        <translation>互连</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>瓶颈</translation>
    </message>
    <message>
        <source>Count the traffic of %1</source>
        <translation>计入 %1 的流量</translation>
    </message>
    <message>
        <source>Traffic of %1</source>
        <translation>%1 的流量</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>One row per node, one column per directed link of a node, the network&apos;s links below</source>
        <translation>每个节点一行，节点的每条有向链路一列，网络链路在下方</translation>
    </message>
    <message>
        <source>Show as matrix</source>
        <translation>显示为矩阵</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>收发对</translation>
    </message>
    <message>
        <source>Who sends to whom: one row per sender, one column per receiver</source>
        <translation>谁发给谁：每个发送方一行，每个接收方一列</translation>
    </message>
    <message>
        <source>Show who sends to whom</source>
        <translation>显示谁发给谁</translation>
    </message>
    <message>
        <source>If dropped here: %1</source>
        <translation>若放在此处：%1</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>The matrix of links by how much busier they are than in the pinned baseline</source>
        <translation>按相对固定基线的繁忙增量着色的链路矩阵</translation>
    </message>
    <message>
        <source>Show the difference to the baseline</source>
        <translation>显示与基线的差异</translation>
    </message>
</context>
<context>
    <name>shardscape::FieldRow</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 (unknown)</source>
        <translation>%1（未知）</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>采用 %1</translation>
    </message>
</context>
<context>
    <name>shardscape::FigureList</name>
    <message>
        <source> Eight of ten measurements lie between %1 and %2 (%3).</source>
        <translation> 十次实测中八次在 %1 与 %2 之间（%3）。</translation>
    </message>
    <message>
        <source>%1, calibrated</source>
        <translation>%1，已校准</translation>
    </message>
    <message>
        <source> Calibrated with measurements of your own.</source>
        <translation> 已用自己的实测值校准。</translation>
    </message>
</context>
<context>
    <name>shardscape::FileCommands</name>
    <message>
        <source>There is no evaluation of this scenario to write.</source>
        <translation>此场景没有可写出的评估结果。</translation>
    </message>
    <message>
        <source>Mend the problems listed under Diagnostics first.</source>
        <translation>请先解决“诊断”中列出的问题。</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>Export the evaluation</source>
        <translation>导出评估结果</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>写出报告</translation>
    </message>
    <message>
        <source>&amp;Export evaluation…</source>
        <translation>导出评估结果(&amp;E)…</translation>
    </message>
    <message>
        <source>Writes all figures as JSON, the same as “shardscape evaluate --json”.</source>
        <translation>将全部指标写为 JSON，与“shardscape evaluate --json”相同。</translation>
    </message>
    <message>
        <source>Write &amp;report…</source>
        <translation>写出报告(&amp;R)…</translation>
    </message>
    <message>
        <source>Writes a PDF for people who were not there.</source>
        <translation>写出 PDF，供不在场的人阅读。</translation>
    </message>
    <message>
        <source>Shardscape scenarios (*.shard.json);;JSON files (*.json);;All files (*)</source>
        <translation>Shardscape 场景 (*.shard.json);;JSON 文件 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Opens a scenario file.</source>
        <translation>打开场景文件。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Saves the scenario to its file.</source>
        <translation>将场景保存到其文件。</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Saves the scenario to another file.</source>
        <translation>将场景保存到另一个文件。</translation>
    </message>
    <message>
        <source>&amp;Duplicate in a new tab</source>
        <translation>复制到新标签页(&amp;D)</translation>
    </message>
    <message>
        <source>Opens a copy of this scenario beside it, to try something else.</source>
        <translation>在旁边打开此场景的副本，以便另作尝试。</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>关闭标签页(&amp;C)</translation>
    </message>
    <message>
        <source>Closes this scenario; the last one stays open.</source>
        <translation>关闭此场景；最后一个保持打开。</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>下一个标签页(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>上一个标签页(&amp;P)</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>暂无文件</translation>
    </message>
    <message>
        <source>Pasted model</source>
        <translation>粘贴的模型</translation>
    </message>
    <message>
        <source>Pasted model or cluster</source>
        <translation>粘贴的模型或集群</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>打开场景</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>已保存到 %1</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>scenario</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>This scenario has changes that are not saved.</source>
        <translation>此场景有未保存的更改。</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>“%1”有未保存的更改。</translation>
    </message>
    <message>
        <source>Copy view as &amp;picture</source>
        <translation>以图片复制视图(&amp;P)</translation>
    </message>
    <message>
        <source>Copies the picture of the view with the focus.</source>
        <translation>复制焦点所在视图的图片。</translation>
    </message>
    <message>
        <source>Copy view as &amp;table</source>
        <translation>以表格复制视图(&amp;T)</translation>
    </message>
    <message>
        <source>Copies the numbers of the view with the focus as tab-separated text.</source>
        <translation>将焦点所在视图的数值复制为制表符分隔文本。</translation>
    </message>
    <message>
        <source>&amp;Save view…</source>
        <translation>保存视图(&amp;S)…</translation>
    </message>
    <message>
        <source>Saves the view with the focus as PNG, SVG, CSV, TSV or JSON.</source>
        <translation>将焦点所在视图保存为 PNG、SVG、CSV、TSV 或 JSON。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Pre&amp;view and print the report…</source>
        <translation>预览并打印报告(&amp;V)…</translation>
    </message>
    <message>
        <source>Shows the pages of the report; they can be printed from there.</source>
        <translation>显示报告的各页；可从中打印。</translation>
    </message>
    <message>
        <source>Derivations in the &amp;appendix of reports</source>
        <translation>报告附录中包含推导(&amp;A)</translation>
    </message>
    <message>
        <source>Adds the formulas and values of the key figures to reports.</source>
        <translation>在报告中加入关键指标的公式与数值。</translation>
    </message>
    <message>
        <source>Export the evaluation with derivations</source>
        <translation>导出含推导的评估结果</translation>
    </message>
    <message>
        <source>Reports (*.pdf *.html *.md)</source>
        <translation>报告 (*.pdf *.html *.md)</translation>
    </message>
    <message>
        <source>Export evaluation with &amp;derivations…</source>
        <translation>导出含推导的评估结果(&amp;D)…</translation>
    </message>
    <message>
        <source>Writes all figures with their formulas, values and sources as JSON.</source>
        <translation>将全部指标连同公式、数值与来源写为 JSON。</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Takes the text on the clipboard: a scenario, a config.json, what nvidia-smi topo -m prints; anything else opens the import.</source>
        <translation>读取剪贴板文本：场景、config.json 或 nvidia-smi topo -m 的输出；其他内容会打开导入窗口。</translation>
    </message>
    <message>
        <source>Dropped text</source>
        <translation>拖入的文本</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>模型：%1</translation>
    </message>
    <message>
        <source>Cluster: %1</source>
        <translation>集群：%1</translation>
    </message>
    <message>
        <source>The clipboard holds no text.</source>
        <translation>剪贴板中没有文本。</translation>
    </message>
    <message>
        <source>copy a scenario, a config.json from Hugging Face, a launch command, or what nvidia-smi prints</source>
        <translation>请复制场景、Hugging Face 的 config.json、启动命令或 nvidia-smi 的输出</translation>
    </message>
</context>
<context>
    <name>shardscape::FoldingRow</name>
    <message>
        <source>More controls</source>
        <translation>更多控件</translation>
    </message>
</context>
<context>
    <name>shardscape::FrontCanvas</name>
    <message>
        <source>Pareto front of the search</source>
        <translation>搜索所得的 Pareto 前沿</translation>
    </message>
    <message>
        <source>Plan %1 of the front</source>
        <translation>前沿上的方案 %1</translation>
    </message>
    <message>
        <source>Further plan %1</source>
        <translation>其他方案 %1</translation>
    </message>
</context>
<context>
    <name>shardscape::GridChart</name>
    <message>
        <source>%1; down: %2, across: %3</source>
        <translation>%1；纵向：%2，横向：%3</translation>
    </message>
    <message>
        <source>%1: %2 %3, %4</source>
        <translation>%1：%2 %3，%4</translation>
    </message>
    <message>
        <source>impossible</source>
        <translation>不可行</translation>
    </message>
    <message>
        <source>%1 (does not fit)</source>
        <translation>%1（放不下）</translation>
    </message>
    <message>
        <source>%1   (hatched: does not fit, crossed: impossible)</source>
        <translation>%1   （斜线：放不下，打叉：不可行）</translation>
    </message>
</context>
<context>
    <name>shardscape::ImportDialog</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Text to import</source>
        <translation>要导入的文本</translation>
    </message>
    <message>
        <source>Paste or drop a launch command, a config.json, what nvidia-smi prints, a log of Megatron-LM or vLLM, nccl-tests, a scenario or a report. Nothing of it is run.</source>
        <translation>粘贴或拖入启动命令、config.json、nvidia-smi 的输出、Megatron-LM 或 vLLM 的日志、nccl-tests 的输出、场景或报告。其中任何内容都不会被执行。</translation>
    </message>
    <message>
        <source>What was read</source>
        <translation>读取结果</translation>
    </message>
    <message>
        <source>Understood, assumed and ignored</source>
        <translation>已识别、假设与忽略的内容</translation>
    </message>
    <message>
        <source>In the text</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>校准(&amp;C)…</translation>
    </message>
    <message>
        <source>Applies what the log says about its run and opens the calibration with what it measured.</source>
        <translation>应用日志中关于该次运行的信息，并用其中的实测值打开校准窗口。</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>关闭(&amp;O)</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>✕ Problems</source>
        <translation>✕ 问题</translation>
    </message>
    <message>
        <source>✓ Understood</source>
        <translation>✓ 已识别</translation>
    </message>
    <message>
        <source>≈ Assumed</source>
        <translation>≈ 假设</translation>
    </message>
    <message>
        <source>– Ignored</source>
        <translation>– 忽略</translation>
    </message>
    <message>
        <source>%1. It measured another kind of work than the scenario at hand does: open the scenario of that run first.</source>
        <translation>%1。其实测的工作类型与当前场景不同：请先打开那次运行的场景。</translation>
    </message>
    <message>
        <source>%1. It holds measurements: calibrate with them, or see first what was assumed.</source>
        <translation>%1。其中含有实测值：可用来校准，或先查看作了哪些假设。</translation>
    </message>
    <message>
        <source>%1. See what was assumed, then apply; that is one step of the history.</source>
        <translation>%1。请先查看作了哪些假设，再应用；这是历史中的一步。</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>Reads a pasted or dropped command, log or file and shows what it understood before it applies it.</source>
        <translation>读取粘贴或拖入的命令、日志或文件，并在应用之前显示识别结果。</translation>
    </message>
</context>
<context>
    <name>shardscape::IntakeReader</name>
    <message>
        <source>%1 cannot be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>Choose a file that exists and may be read.</source>
        <translation>请选择存在且可读取的文件。</translation>
    </message>
    <message>
        <source>Pasted model</source>
        <translation>粘贴的模型</translation>
    </message>
</context>
<context>
    <name>shardscape::KeyFigureBar</name>
    <message>
        <source>Key figures</source>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>State of the evaluation</source>
        <translation>评估状态</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>✕ This plan is not possible: the figures are those of the last one that was.</source>
        <translation>✕ 此方案不可行：所示指标属于上一个可行方案。</translation>
    </message>
    <message>
        <source>%1, measured %2</source>
        <translation>%1，实测 %2</translation>
    </message>
    <message>
        <source>Since the last edit: %1.</source>
        <translation>自上次编辑以来：%1。</translation>
    </message>
    <message>
        <source>Against %1: %2.</source>
        <translation>与%1相比：%2。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>shardscape::LaunchDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Launch this plan</source>
        <translation>启动此方案</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Command or configuration</source>
        <translation>命令或配置</translation>
    </message>
    <message>
        <source>What the engine cannot say</source>
        <translation>引擎无法表达的内容</translation>
    </message>
    <message>
        <source>&amp;Engine:</source>
        <translation>引擎(&amp;E)：</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>关闭(&amp;O)</translation>
    </message>
    <message>
        <source>✕ %1 (%2)</source>
        <translation>✕ %1（%2）</translation>
    </message>
    <message>
        <source>The engine can say all of this plan.</source>
        <translation>引擎可以表达此方案的全部内容。</translation>
    </message>
    <message>
        <source>⚠ What the engine cannot say stands in the text as comments: %1.</source>
        <translation>⚠ 引擎无法表达的内容以注释形式写在文本中：%1。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>✕ %1</source>
        <translation>✕ %1</translation>
    </message>
    <message>
        <source>Save the launch text</source>
        <translation>保存启动文本</translation>
    </message>
    <message>
        <source>Export &amp;launch flags…</source>
        <translation>导出启动参数(&amp;L)…</translation>
    </message>
    <message>
        <source>Writes the command or configuration with which vLLM, Megatron-LM and others run this plan.</source>
        <translation>写出 vLLM、Megatron-LM 等运行此方案所用的命令或配置。</translation>
    </message>
</context>
<context>
    <name>shardscape::LessonList</name>
    <message>
        <source>✓ done</source>
        <translation>✓ 完成</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>shardscape::LessonSession</name>
    <message>
        <source>Lesson, step %1</source>
        <translation>课程，第 %1 步</translation>
    </message>
    <message>
        <source>The lesson asks for a prediction first; then everything can be changed.</source>
        <translation>课程要求先给出预测；之后即可更改任何内容。</translation>
    </message>
    <message>
        <source>This step of the lesson keeps %1 as it is.</source>
        <translation>课程的这一步不允许更改 %1。</translation>
    </message>
</context>
<context>
    <name>shardscape::LessonView</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>State of the lesson</source>
        <translation>课程状态</translation>
    </message>
    <message>
        <source>‹ Back</source>
        <translation>‹ 上一步</translation>
    </message>
    <message>
        <source>Next ›</source>
        <translation>下一步 ›</translation>
    </message>
    <message>
        <source>&amp;Next step</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>Shows the next step of the lesson.</source>
        <translation>显示课程的下一步。</translation>
    </message>
    <message>
        <source>&amp;Step back</source>
        <translation>上一步(&amp;S)</translation>
    </message>
    <message>
        <source>Shows the step before.</source>
        <translation>显示前一步。</translation>
    </message>
    <message>
        <source>&amp;All lessons</source>
        <translation>全部课程(&amp;A)</translation>
    </message>
    <message>
        <source>Ends the lesson and closes its sheet.</source>
        <translation>结束课程并关闭其标签页。</translation>
    </message>
    <message>
        <source>&amp;Release the answer</source>
        <translation>公布答案(&amp;R)</translation>
    </message>
    <message>
        <source>Shows the answer that class mode hides.</source>
        <translation>显示课堂模式下隐藏的答案。</translation>
    </message>
    <message>
        <source>Save &amp;predictions…</source>
        <translation>保存预测(&amp;P)…</translation>
    </message>
    <message>
        <source>Writes all predictions with their outcome as CSV.</source>
        <translation>将全部预测及其结果写为 CSV。</translation>
    </message>
    <message>
        <source>&amp;Class mode</source>
        <translation>课堂模式(&amp;C)</translation>
    </message>
    <message>
        <source>Answers stay hidden until they are released, and predictions carry names.</source>
        <translation>答案在公布之前保持隐藏，且预测带有姓名。</translation>
    </message>
    <message>
        <source>Computing the lesson&apos;s figures…</source>
        <translation>正在计算课程的指标…</translation>
    </message>
    <message>
        <source>The lesson cannot be shown: %1 %2</source>
        <translation>无法显示课程：%1 %2</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 / %2 · %3</translation>
    </message>
    <message>
        <source>Save the predictions</source>
        <translation>保存预测</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>shardscape::LibraryView</name>
    <message>
        <source>Library</source>
        <translation>预设库</translation>
    </message>
    <message>
        <source>Find a preset</source>
        <translation>查找预设</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Drag an entry onto the window, or press Enter</source>
        <translation>将条目拖到窗口上，或按 Enter</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>shardscape::MainWindow</name>
    <message>
        <source>Shardscape</source>
        <translation>Shardscape</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>恢复布局(&amp;R)</translation>
    </message>
    <message>
        <source>Puts all panes back to where they were at first.</source>
        <translation>将所有窗格恢复到最初的位置。</translation>
    </message>
    <message>
        <source>&amp;Explain this figure</source>
        <translation>解释此指标(&amp;E)</translation>
    </message>
    <message>
        <source>Shows how the figure with the focus came about.</source>
        <translation>显示焦点所在指标的由来。</translation>
    </message>
    <message>
        <source>&amp;About Shardscape</source>
        <translation>关于 Shardscape(&amp;A)</translation>
    </message>
    <message>
        <source>About Shardscape</source>
        <translation>关于 Shardscape</translation>
    </message>
    <message>
        <source>Shardscape %1
An explorer of how large language models are split over GPUs.
Free software under GPL-3.0-or-later; the fonts are DejaVu 2.37.</source>
        <translation>Shardscape %1
大语言模型如何切分到多个 GPU 上的探索工具。
自由软件，许可证 GPL-3.0-or-later；字体为 DejaVu 2.37。</translation>
    </message>
    <message>
        <source>What is focused</source>
        <translation>当前焦点</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1[*] — Shardscape</source>
        <translation>%1[*] — Shardscape</translation>
    </message>
    <message>
        <source>Diagnostics: %1</source>
        <translation>诊断：%1</translation>
    </message>
    <message>
        <source>Shardscape was ended before “%1” was saved; the unsaved work is back.</source>
        <translation>Shardscape 在“%1”保存前被结束；未保存的工作已恢复。</translation>
    </message>
    <message>
        <source>”, “</source>
        <translation>”、“</translation>
    </message>
    <message>
        <source>save it, or start anew from the File menu</source>
        <translation>请保存，或从“文件”菜单重新开始</translation>
    </message>
    <message>
        <source>the baseline “%1”</source>
        <translation>基线“%1”</translation>
    </message>
    <message>
        <source>&amp;Open the lessons</source>
        <translation>打开课程(&amp;O)</translation>
    </message>
    <message>
        <source>Shows the pane of lessons.</source>
        <translation>显示课程窗格。</translation>
    </message>
</context>
<context>
    <name>shardscape::MemoryCanvas</name>
    <message>
        <source>Memory bars</source>
        <translation>显存柱状图</translation>
    </message>
    <message>
        <source>Worst GPU: %1 of %2, %3</source>
        <translation>最紧张的 GPU：%2 中的 %1，%3</translation>
    </message>
    <message>
        <source>rank %1 (stage %2)</source>
        <translation>rank %1（阶段 %2）</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>%1 of %2: %3 of %4</source>
        <translation>%2 的%1：%4 中的 %3</translation>
    </message>
    <message>
        <source>%1: %2 of %3, %4</source>
        <translation>%1：%3 中的 %2，%4</translation>
    </message>
    <message>
        <source>No memory figures: the plan has no evaluation yet.</source>
        <translation>无显存数据：方案尚未评估。</translation>
    </message>
</context>
<context>
    <name>shardscape::MemoryView</name>
    <message>
        <source>Memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>Peak in words</source>
        <translation>峰值说明</translation>
    </message>
    <message>
        <source>Every rank</source>
        <translation>每个 rank</translation>
    </message>
    <message>
        <source>One bar for each rank instead of one for each pipeline stage</source>
        <translation>每个 rank 一根柱，而非每个流水线阶段一根</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>如何降低</translation>
    </message>
    <message>
        <source>Show what would bring the peak down most</source>
        <translation>显示哪些更改最能降低峰值</translation>
    </message>
    <message>
        <source> Outlined, the baseline: %1 (%2).</source>
        <translation> 轮廓线为基线：%1（%2）。</translation>
    </message>
</context>
<context>
    <name>shardscape::MeshCanvas</name>
    <message>
        <source>Mesh: ranks on GPUs</source>
        <translation>网格：GPU 上的 rank</translation>
    </message>
    <message numerus="yes">
        <source>%n GPU(s) selected</source>
        <translation>
            <numerusform>已选择 %n 个 GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>No mesh: the plan has no evaluation yet.</source>
        <translation>无网格：方案尚未评估。</translation>
    </message>
    <message numerus="yes">
        <source>%n GPU(s)</source>
        <translation>
            <numerusform>%n 个 GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>Select exactly two GPUs to swap them.</source>
        <translation>请恰好选择两个 GPU 进行交换。</translation>
    </message>
    <message>
        <source>GPU %1 is out of order.</source>
        <translation>GPU %1 已停用。</translation>
    </message>
    <message numerus="yes">
        <source>Move %n GPU(s): choose a place</source>
        <translation>
            <numerusform>移动 %n 个 GPU：请选择位置</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move the ranks of %n GPU(s)</source>
        <translation>
            <numerusform>移动 %n 个 GPU 上的 rank</numerusform>
        </translation>
    </message>
    <message>
        <source>Swap GPU %1 and GPU %2</source>
        <translation>交换 GPU %1 与 GPU %2</translation>
    </message>
    <message>
        <source>Move GPU %1 to GPU %2</source>
        <translation>将 GPU %1 移到 GPU %2</translation>
    </message>
    <message>
        <source>Swap the two selected GPUs</source>
        <translation>交换所选的两个 GPU</translation>
    </message>
    <message>
        <source>Move the selection with the arrow keys</source>
        <translation>用方向键移动所选内容</translation>
    </message>
    <message>
        <source>Select the tensor-parallel group</source>
        <translation>选择张量并行组</translation>
    </message>
    <message>
        <source>Select the data-parallel group</source>
        <translation>选择数据并行组</translation>
    </message>
    <message>
        <source>Select the pipeline group</source>
        <translation>选择流水线并行组</translation>
    </message>
    <message>
        <source>Select the expert-parallel group</source>
        <translation>选择专家并行组</translation>
    </message>
    <message>
        <source>Out of order, or back in order</source>
        <translation>停用或恢复</translation>
    </message>
    <message>
        <source>Show the whole mesh</source>
        <translation>显示整个网格</translation>
    </message>
    <message>
        <source>Enter drops, Esc restores</source>
        <translation>Enter 放下，Esc 还原</translation>
    </message>
    <message>
        <source>Editing the hardware:  Del out of order,  Ins one more node,  Backspace remove the node,  H or Esc done</source>
        <translation>编辑硬件：Del 停用，Ins 增加节点，Backspace 移除节点，H 或 Esc 完成</translation>
    </message>
    <message>
        <source>Take the node of GPU %1 out of the cluster</source>
        <translation>将 GPU %1 所在节点移出集群</translation>
    </message>
    <message>
        <source>Release the replica of GPU %1</source>
        <translation>释放 GPU %1 所在副本</translation>
    </message>
    <message>
        <source>Drag to the rack to take the node of GPU %1 out of the cluster</source>
        <translation>拖到机架以将 GPU %1 所在节点移出集群</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2: %n GPU(s)</source>
        <translation>
            <numerusform>%1 %2：%n 个 GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>Hardware mode: nodes and marks are edited, ranks stay where they are.</source>
        <translation>硬件模式：编辑节点与停用标记，rank 位置不变。</translation>
    </message>
    <message>
        <source>Assignment mode: ranks are moved.</source>
        <translation>分配模式：移动 rank。</translation>
    </message>
    <message>
        <source>GPUs are marked out of order in hardware mode only: press H first.</source>
        <translation>仅在硬件模式下可将 GPU 标记为停用：请先按 H。</translation>
    </message>
    <message>
        <source>Nodes are added in hardware mode only: press H first.</source>
        <translation>仅在硬件模式下可添加节点：请先按 H。</translation>
    </message>
    <message>
        <source>Ranks are moved in assignment mode: press H first.</source>
        <translation>在分配模式下移动 rank：请先按 H。</translation>
    </message>
    <message>
        <source>Release the replica, or in hardware mode remove the node</source>
        <translation>释放副本，或在硬件模式下移除节点</translation>
    </message>
    <message>
        <source>Show the selection, or all of the mesh</source>
        <translation>显示所选内容或整个网格</translation>
    </message>
    <message>
        <source>Edit the hardware</source>
        <translation>编辑硬件</translation>
    </message>
    <message>
        <source>Out of order, or back in order (hardware mode)</source>
        <translation>停用或恢复（硬件模式）</translation>
    </message>
    <message>
        <source>Add a node (hardware mode)</source>
        <translation>添加节点（硬件模式）</translation>
    </message>
    <message>
        <source>Release the replica of this GPU</source>
        <translation>释放此 GPU 所在副本</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>添加节点</translation>
    </message>
    <message>
        <source>Remove the node of this GPU</source>
        <translation>移除此 GPU 所在节点</translation>
    </message>
    <message>
        <source>Show the selection</source>
        <translation>显示所选内容</translation>
    </message>
</context>
<context>
    <name>shardscape::MeshRack</name>
    <message>
        <source>node %1</source>
        <translation>节点 %1</translation>
    </message>
    <message>
        <source>%1 unused</source>
        <translation>%1 个未用</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>Rack: GPUs that the plan does not use</source>
        <translation>机架：方案未使用的 GPU</translation>
    </message>
    <message>
        <source>GPUs the plan does not use. Drag one into the mesh (or Enter): onto a rank to take its place, beside it to run another replica. Drag a GPU out of the mesh (Backspace) to release its replica.</source>
        <translation>方案未使用的 GPU。拖一个到网格中（或按 Enter）：放到某个 rank 上以取代其位置，放在旁边以运行另一个副本。将 GPU 拖出网格（Backspace）以释放其副本。</translation>
    </message>
    <message>
        <source>Enter adds it to the cluster</source>
        <translation>按 Enter 将其加入集群</translation>
    </message>
    <message>
        <source>unused; Enter runs another replica</source>
        <translation>未用；按 Enter 运行另一个副本</translation>
    </message>
    <message>
        <source>Rack</source>
        <translation>机架</translation>
    </message>
</context>
<context>
    <name>shardscape::MeshView</name>
    <message>
        <source>Mesh</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show the whole mesh (Ctrl+0)</source>
        <translation>显示整个网格 (Ctrl+0)</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message numerus="yes">
        <source>%n GPU(s)</source>
        <translation>
            <numerusform>%n 个 GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark %1 out of order</source>
        <translation>将 %1 标记为停用</translation>
    </message>
    <message>
        <source>Put %1 back in order</source>
        <translation>恢复 %1</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>硬件</translation>
    </message>
    <message>
        <source>Edit nodes and mark GPUs out of order instead of moving ranks (H)</source>
        <translation>编辑节点并标记停用的 GPU，而非移动 rank (H)</translation>
    </message>
    <message>
        <source>Edit the hardware</source>
        <translation>编辑硬件</translation>
    </message>
    <message>
        <source>+ node</source>
        <translation>+ 节点</translation>
    </message>
    <message>
        <source>The plan uses all GPUs that are in order. Drag one here to release its replica.</source>
        <translation>方案已使用全部可用的 GPU。拖一个到此处可释放其副本。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>添加节点</translation>
    </message>
    <message>
        <source>Remove node %1</source>
        <translation>移除节点 %1</translation>
    </message>
    <message>
        <source>Remove %1 nodes</source>
        <translation>移除 %1 个节点</translation>
    </message>
    <message>
        <source>Use GPU %1 instead of GPU %2</source>
        <translation>用 GPU %1 取代 GPU %2</translation>
    </message>
    <message>
        <source>The plan cannot be read at the moment.</source>
        <translation>目前无法读取方案。</translation>
    </message>
</context>
<context>
    <name>shardscape::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>shardscape::NoteEdit</name>
    <message>
        <source>Note on the scenario</source>
        <translation>场景备注</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What the scenario is for, what is assumed; it stands in the report.</source>
        <translation>场景的用途与假设；会写入报告。</translation>
    </message>
</context>
<context>
    <name>shardscape::Painting</name>
    <message>
        <source>Output tokens/s per GPU</source>
        <translation>每 GPU 输出 token/s</translation>
    </message>
    <message>
        <source>Latency: - ■ - first token, –●– every further token</source>
        <translation>时延：- ■ - 首 token，–●– 之后每个 token</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>并发请求</translation>
    </message>
    <message>
        <source>compute-limited</source>
        <translation>受计算限制</translation>
    </message>
    <message>
        <source>memory-limited</source>
        <translation>受显存限制</translation>
    </message>
    <message>
        <source>this scenario</source>
        <translation>本场景</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 %2 better</source>
        <translation>%1 %2 更优</translation>
    </message>
    <message>
        <source>present plan</source>
        <translation>当前方案</translation>
    </message>
    <message>
        <source>present plan, does not fit</source>
        <translation>当前方案，放不下</translation>
    </message>
    <message>
        <source>nearest better</source>
        <translation>最接近的更优方案</translation>
    </message>
    <message>
        <source>front</source>
        <translation>前沿</translation>
    </message>
</context>
<context>
    <name>shardscape::PaneLayout</name>
    <message>
        <source>History of changes</source>
        <translation>更改历史</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>打开时的状态</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Fabric</source>
        <translation>互连</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>Step breakdown</source>
        <translation>单步分解</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>&amp;Maximize pane</source>
        <translation>最大化窗格(&amp;M)</translation>
    </message>
    <message>
        <source>Shows only the pane with the focus, or everything again.</source>
        <translation>只显示焦点所在窗格，或恢复显示全部。</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>转到%1</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示%1</translation>
    </message>
    <message>
        <source>Throughput and latency</source>
        <translation>吞吐与时延</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>预设库</translation>
    </message>
    <message>
        <source>Collective</source>
        <translation>集合通信</translation>
    </message>
    <message>
        <source>Matrices</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>shardscape::PasteEdit</name>
    <message>
        <source>File: %1</source>
        <translation>文件：%1</translation>
    </message>
    <message>
        <source>Pasted text of %1, too long to be shown</source>
        <translation>粘贴的文本，%1，过长而无法显示</translation>
    </message>
</context>
<context>
    <name>shardscape::PictureFrame</name>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Show the numbers of this picture as a table</source>
        <translation>以表格显示此图的数值</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>Copy the numbers as tab-separated text; the arrow has picture and files</source>
        <translation>以制表符分隔文本复制数值；箭头菜单中有图片与文件选项</translation>
    </message>
    <message>
        <source>Copy and export</source>
        <translation>复制与导出</translation>
    </message>
    <message>
        <source>Copy as &amp;table</source>
        <translation>复制为表格(&amp;T)</translation>
    </message>
    <message>
        <source>Copy as &amp;picture</source>
        <translation>复制为图片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the picture or its numbers</source>
        <translation>保存图片或其数值</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg);;Tables (*.csv *.tsv *.json)</source>
        <translation>图片 (*.png *.svg);;表格 (*.csv *.tsv *.json)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose a writable place and a name that ends in .png, .svg, .csv, .tsv or .json.</source>
        <translation>无法写入 %1。请选择可写的位置，以及以 .png、.svg、.csv、.tsv 或 .json 结尾的文件名。</translation>
    </message>
</context>
<context>
    <name>shardscape::PredictionBars</name>
    <message>
        <source>Predicted %1, computed %2</source>
        <translation>预测 %1，计算结果 %2</translation>
    </message>
    <message>
        <source>you: %1</source>
        <translation>你的预测：%1</translation>
    </message>
    <message>
        <source>computed: %1</source>
        <translation>计算结果：%1</translation>
    </message>
</context>
<context>
    <name>shardscape::PredictionForm</name>
    <message>
        <source>Lock my prediction</source>
        <translation>锁定我的预测</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What was chosen</source>
        <translation>所选内容</translation>
    </message>
    <message>
        <source>Predicted number</source>
        <translation>预测的数值</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>一个数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>name (for the class sheet)</source>
        <translation>姓名（用于课堂记录表）</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Nothing chosen yet: click it, or go there with the keys and press Space.</source>
        <translation>尚未选择：请单击它，或用方向键移到该处后按空格。</translation>
    </message>
    <message>
        <source>Chosen: %1</source>
        <translation>已选：%1</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
</context>
<context>
    <name>shardscape::Presenter</name>
    <message>
        <source>&amp;Present</source>
        <translation>演示(&amp;P)</translation>
    </message>
    <message>
        <source>Fills the screen; Page Down and Page Up step, B blanks, N shows notes, Esc ends.</source>
        <translation>全屏显示；Page Down 与 Page Up 翻步，B 黑屏，N 显示备注，Esc 结束。</translation>
    </message>
    <message>
        <source>&amp;Notes for the teacher</source>
        <translation>教师备注(&amp;N)</translation>
    </message>
    <message>
        <source>Opens a window with notes, the next step and the time.</source>
        <translation>打开一个窗口，显示备注、下一步与时间。</translation>
    </message>
</context>
<context>
    <name>shardscape::PresenterNotes</name>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>No notes for this step.</source>
        <translation>这一步没有备注。</translation>
    </message>
    <message>
        <source>This is the last step.</source>
        <translation>这是最后一步。</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>下一步：%1</translation>
    </message>
    <message>
        <source>%1 of %2 minutes</source>
        <translation>%1 / %2 分钟</translation>
    </message>
</context>
<context>
    <name>shardscape::ProblemNote</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
</context>
<context>
    <name>shardscape::ProductLine</name>
    <message>
        <source>%1 = %2 GPUs</source>
        <translation>%1 = %2 个 GPU</translation>
    </message>
    <message>
        <source>%1 = %2 of %3 GPUs</source>
        <translation>%1 = %2 / %3 个 GPU</translation>
    </message>
    <message>
        <source>GPUs that stay idle: %1</source>
        <translation>闲置的 GPU：%1</translation>
    </message>
    <message>
        <source>The cluster has too few GPUs for these degrees.</source>
        <translation>集群的 GPU 数不足以支持这些并行度。</translation>
    </message>
    <message>
        <source>Product of the degrees</source>
        <translation>并行度之积</translation>
    </message>
    <message>
        <source>Match of degrees and GPUs</source>
        <translation>并行度与 GPU 数是否匹配</translation>
    </message>
    <message>
        <source>Set dp to %1</source>
        <translation>将 dp 设为 %1</translation>
    </message>
</context>
<context>
    <name>shardscape::ProductView</name>
    <message>
        <source>Matrix product over GPUs</source>
        <translation>跨 GPU 的矩阵乘</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>1 GPU</source>
        <translation>1 个 GPU</translation>
    </message>
    <message>
        <source>%1 GPUs</source>
        <translation>%1 个 GPU</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>relu(X A)</source>
        <translation>relu(X A)</translation>
    </message>
    <message>
        <source>Summand of Z</source>
        <translation>Z 的加数</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>和</translation>
    </message>
</context>
<context>
    <name>shardscape::ReliefList</name>
    <message>
        <source>What would bring the peak down most</source>
        <translation>哪些更改最能降低峰值</translation>
    </message>
    <message>
        <source>What lowers the peak most</source>
        <translation>最能降低峰值的更改</translation>
    </message>
    <message>
        <source>New peak</source>
        <translation>新峰值</translation>
    </message>
    <message>
        <source>Single changes to this scenario, each evaluated; Enter or a double click makes the change</source>
        <translation>对此场景的单项更改，均已评估；按 Enter 或双击即可应用</translation>
    </message>
    <message>
        <source>No single change lowers the peak.</source>
        <translation>没有单项更改能降低峰值。</translation>
    </message>
    <message>
        <source>Looking for changes…</source>
        <translation>正在查找更改…</translation>
    </message>
</context>
<context>
    <name>shardscape::RooflineCanvas</name>
    <message>
        <source>Roofline of the step&apos;s operations</source>
        <translation>单步各运算的屋顶线</translation>
    </message>
    <message>
        <source>The operations of a training step stand here; this evaluation lists none.</source>
        <translation>此处显示训练步中的各运算；当前评估未列出。</translation>
    </message>
</context>
<context>
    <name>shardscape::RooflineView</name>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
</context>
<context>
    <name>shardscape::ScenarioEditor</name>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1：%2 → %3</translation>
    </message>
</context>
<context>
    <name>shardscape::ScenarioPanel</name>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Fields of the scenario</source>
        <translation>场景各项设置</translation>
    </message>
    <message>
        <source>Model and cluster</source>
        <translation>模型与集群</translation>
    </message>
    <message>
        <source>Split over the GPUs</source>
        <translation>在 GPU 上的切分</translation>
    </message>
    <message>
        <source>Pipeline schedule</source>
        <translation>流水线调度</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Data (dp)</source>
        <translation>数据并行 (dp)</translation>
    </message>
    <message>
        <source>Title of the scenario</source>
        <translation>场景标题</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>shardscape::SearchView</name>
    <message>
        <source>No plan is left: free an input, or allow other GPU counts.</source>
        <translation>没有剩余方案：请放开某项输入，或允许其他 GPU 数。</translation>
    </message>
    <message>
        <source>%1 candidates. Start looks at all of them.</source>
        <translation>%1 个候选方案。点击“开始”将逐一考察。</translation>
    </message>
    <message>
        <source>%1 of %2 candidates, %3 per second, %4 left</source>
        <translation>候选方案 %1 / %2，每秒 %3 个，剩余 %4</translation>
    </message>
    <message>
        <source>; best so far %1</source>
        <translation>；目前最优 %1</translation>
    </message>
    <message>
        <source>%1 plans on the front of %2 candidates, in %3</source>
        <translation>%2 个候选方案中有 %1 个位于前沿，用时 %3</translation>
    </message>
    <message>
        <source>Stopped: %1 plans on the front of %2 candidates so far, in %3</source>
        <translation>已停止：目前 %2 个候选方案中有 %1 个位于前沿，用时 %3</translation>
    </message>
    <message>
        <source>. Against the present plan: %1 %2</source>
        <translation>。与当前方案相比：%1 %2</translation>
    </message>
    <message>
        <source>, %1 %2</source>
        <translation>，%1 %2</translation>
    </message>
    <message>
        <source>; misses the wish for %1</source>
        <translation>；未满足对%1的软限制</translation>
    </message>
    <message>
        <source>Fixed and limited: %1</source>
        <translation>固定与限制：%1</translation>
    </message>
    <message>
        <source>Plan of the search: %1</source>
        <translation>搜索所得方案：%1</translation>
    </message>
    <message>
        <source>Export the plans</source>
        <translation>导出方案</translation>
    </message>
    <message>
        <source>Tables (*.csv *.json)</source>
        <translation>表格 (*.csv *.json)</translation>
    </message>
    <message>
        <source>The plans could not be written to %1. Choose a name ending in .csv or .json in a folder you may write to.</source>
        <translation>方案无法写入 %1。请选择以 .csv 或 .json 结尾的文件名，并放在可写的文件夹中。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Looks at every plan of the space</source>
        <translation>考察搜索空间中的每个方案</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>搜索进度</translation>
    </message>
    <message>
        <source>State of the search</source>
        <translation>搜索状态</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>被排除</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why candidates were rejected</source>
        <translation>候选方案被排除的原因</translation>
    </message>
    <message>
        <source>Inputs and limits of the search</source>
        <translation>搜索的输入与限制</translation>
    </message>
    <message>
        <source>Present plan and plan under the pointer</source>
        <translation>当前方案与指针所指方案</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Shows what is fixed, free and limited</source>
        <translation>显示哪些输入固定、自由或受限</translation>
    </message>
    <message>
        <source>First objective, to the right</source>
        <translation>第一目标，横轴</translation>
    </message>
    <message>
        <source>Second objective, upwards</source>
        <translation>第二目标，纵轴</translation>
    </message>
    <message>
        <source>Filter, such as tp 8, ZeRO-1</source>
        <translation>筛选，例如 tp 8、ZeRO-1</translation>
    </message>
    <message>
        <source>Filter of the table</source>
        <translation>表格筛选</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Makes the chosen plan the present one; a double click or Enter does the same</source>
        <translation>将所选方案设为当前方案；双击或按 Enter 效果相同</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Save all plans with exact numbers and every input, as CSV or JSON</source>
        <translation>将全部方案连同精确数值和每项输入保存为 CSV 或 JSON</translation>
    </message>
    <message>
        <source>The best plans for this model, cluster and workload appear here.</source>
        <translation>此处显示针对该模型、集群与负载的最优方案。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>shardscape::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Text size in percent</source>
        <translation>文字大小（百分比）</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>文字大小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Reduced: nothing glides, playing advances in steps</source>
        <translation>减少(&amp;R)：画面不做平滑移动，播放逐步前进</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
</context>
<context>
    <name>shardscape::SheetBar</name>
    <message>
        <source>Open scenarios</source>
        <translation>已打开的场景</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1 *</source>
        <comment>a tab with unsaved changes</comment>
        <translation>%1 *</translation>
    </message>
</context>
<context>
    <name>shardscape::ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>复制为表格</translation>
    </message>
    <message>
        <source>Group	Command	Keys
</source>
        <translation>组	命令	快捷键
</translation>
    </message>
</context>
<context>
    <name>shardscape::SpaceForm</name>
    <message>
        <source>Only plans that fit</source>
        <translation>仅限放得下的方案</translation>
    </message>
    <message>
        <source>Inputs and limits of the search</source>
        <translation>搜索的输入与限制</translation>
    </message>
    <message>
        <source>Leaves out plans that need more memory than a GPU has</source>
        <translation>排除所需显存超过单个 GPU 容量的方案</translation>
    </message>
    <message>
        <source>Limits (empty = none)</source>
        <translation>限制（留空 = 无）</translation>
    </message>
    <message>
        <source>Inputs (empty = free)</source>
        <translation>输入（留空 = 自由）</translation>
    </message>
    <message>
        <source>all of the cluster</source>
        <translation>整个集群</translation>
    </message>
    <message>
        <source>free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>Allowed values of %1</source>
        <translation>%1的允许值</translation>
    </message>
    <message>
        <source>Values the search may take, apart by commas, or a limit such as &lt;=8; empty = all that can be</source>
        <translation>搜索可取的值，以逗号分隔，或如 &lt;=8 的限制；留空 = 所有可行值</translation>
    </message>
    <message>
        <source>Fix %1 to the present plan&apos;s</source>
        <translation>将%1固定为当前方案的值</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>Least %1</source>
        <translation>%1下限</translation>
    </message>
    <message>
        <source>Most %1</source>
        <translation>%1上限</translation>
    </message>
    <message>
        <source>A number; &gt;= or &lt;= before it says which side</source>
        <translation>一个数；前面的 &gt;= 或 &lt;= 表示限制方向</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>软限制</translation>
    </message>
    <message>
        <source>Plans beyond a soft limit stay, are marked, and come after those within</source>
        <translation>超出软限制的方案予以保留并加标记，排在满足限制的方案之后</translation>
    </message>
    <message>
        <source>The limit of %1 is soft</source>
        <translation>%1的限制为软限制</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2%3 %4 (soft)</source>
        <translation>%1 %2%3 %4（软限制）</translation>
    </message>
    <message>
        <source>%1 %2%3 %4</source>
        <translation>%1 %2%3 %4</translation>
    </message>
    <message>
        <source>plans that do not fit stay</source>
        <translation>保留放不下的方案</translation>
    </message>
    <message>
        <source>; </source>
        <translation>； </translation>
    </message>
</context>
<context>
    <name>shardscape::StageBalancer</name>
    <message>
        <source>Looking for a better spread of the layers over the stages.</source>
        <translation>正在寻找各层在阶段间更好的分布。</translation>
    </message>
    <message>
        <source>The scenario changed while its stages were balanced, so nothing was applied.</source>
        <translation>均衡阶段期间场景已更改，因此未应用任何结果。</translation>
    </message>
    <message>
        <source>The stages were not balanced: %1 %2</source>
        <translation>阶段未能均衡：%1 %2</translation>
    </message>
    <message>
        <source>No other spread of the layers was found that is faster within memory.</source>
        <translation>在显存允许范围内未找到更快的层分布。</translation>
    </message>
    <message>
        <source>Balance stages</source>
        <translation>均衡阶段</translation>
    </message>
    <message>
        <source>Balanced stages: the step takes %1 instead of %2 (%3) with layers %4.</source>
        <translation>阶段已均衡：层分布为 %4 时单步耗时由 %2 变为 %1（%3）。</translation>
    </message>
</context>
<context>
    <name>shardscape::StageOverlay</name>
    <message>
        <source>Presenting – Esc</source>
        <translation>演示中 – Esc</translation>
    </message>
    <message>
        <source>%1 · Presenting – Esc</source>
        <translation>%1 · 演示中 – Esc</translation>
    </message>
</context>
<context>
    <name>shardscape::StepPage</name>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Step of the lesson</source>
        <translation>课程步骤</translation>
    </message>
    <message>
        <source>Release the answer</source>
        <translation>公布答案</translation>
    </message>
    <message>
        <source>Start the task again</source>
        <translation>重新开始任务</translation>
    </message>
    <message>
        <source>Text of the lesson</source>
        <translation>课程正文</translation>
    </message>
    <message>
        <source>%1 predictions locked. The answer is hidden until it is released.</source>
        <translation>已锁定 %1 个预测。答案在公布之前保持隐藏。</translation>
    </message>
    <message>
        <source>What the picture shows: %1</source>
        <translation>图中内容：%1</translation>
    </message>
    <message>
        <source>✓ Right. You said: %1. Computed: %2</source>
        <translation>✓ 正确。你的预测：%1。计算结果：%2</translation>
    </message>
    <message>
        <source>✗ Not quite. You said: %1. Computed: %2</source>
        <translation>✗ 不太对。你的预测：%1。计算结果：%2</translation>
    </message>
    <message>
        <source>Your task: %1</source>
        <translation>你的任务：%1</translation>
    </message>
    <message>
        <source>✓ Done.</source>
        <translation>✓ 已完成。</translation>
    </message>
    <message>
        <source>○ %1 of %2 conditions met</source>
        <translation>○ 已满足 %2 项条件中的 %1 项</translation>
    </message>
</context>
<context>
    <name>shardscape::SweepCanvas</name>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
</context>
<context>
    <name>shardscape::SweepView</name>
    <message>
        <source>What to draw</source>
        <translation>绘制内容</translation>
    </message>
    <message>
        <source>Input that is varied</source>
        <translation>变化的输入</translation>
    </message>
    <message>
        <source>Second input</source>
        <translation>第二个输入</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Keep GPUs</source>
        <translation>保持 GPU 数</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as a picture (PNG, SVG) or as numbers like those of the command line (CSV, JSON)</source>
        <translation>保存为图片（PNG、SVG），或保存为与命令行相同的数值（CSV、JSON）</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Tornado</source>
        <translation>龙卷风图</translation>
    </message>
    <message>
        <source>Break-even</source>
        <translation>盈亏平衡</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>二维网格</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>建议值</translation>
    </message>
    <message>
        <source>Values to try: a list (1,2,4), multiples of the present value (x0.5,x2) or a range (1024..65536, x0.25..x4:17). Empty: suggested ones.</source>
        <translation>要尝试的值：列表 (1,2,4)、当前值的倍数 (x0.5,x2) 或范围 (1024..65536, x0.25..x4:17)。留空：采用建议值。</translation>
    </message>
    <message>
        <source>dp follows a change of tp, cp or pp, so that the number of GPUs stays</source>
        <translation>tp、cp 或 pp 改变时 dp 随之调整，使 GPU 数不变</translation>
    </message>
    <message>
        <source>the present plan</source>
        <translation>当前方案</translation>
    </message>
    <message>
        <source>The sweep begins once the plan has an evaluation.</source>
        <translation>方案评估完成后开始扫描。</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>Working, %1 %</source>
        <translation>正在计算，%1 %</translation>
    </message>
    <message>
        <source>An assumption is no choice of a plan: change it under Machine, as an override of the cluster.</source>
        <translation>假设不属于方案的选择：请在“机器”中作为集群的覆盖值更改。</translation>
    </message>
    <message>
        <source>Save the sweep</source>
        <translation>保存扫描结果</translation>
    </message>
    <message>
        <source>Pictures and numbers (*.png *.svg *.csv *.json)</source>
        <translation>图片与数值 (*.png *.svg *.csv *.json)</translation>
    </message>
    <message>
        <source>The sweep could not be written to %1. Choose a name ending in .png, .svg, .csv or .json in a folder you may write to, once the sweep is done.</source>
        <translation>扫描结果无法写入 %1。请在扫描完成后选择以 .png、.svg、.csv 或 .json 结尾的文件名，并放在可写的文件夹中。</translation>
    </message>
</context>
<context>
    <name>shardscape::TableTwin</name>
    <message>
        <source>The numbers of this picture</source>
        <translation>此图的数值</translation>
    </message>
</context>
<context>
    <name>shardscape::TimelineCanvas</name>
    <message>
        <source>Pipeline timeline</source>
        <translation>流水线时间线</translation>
    </message>
    <message numerus="yes">
        <source>%n stage(s), %1 micro-batches, %2 % of the time idle</source>
        <translation>
            <numerusform>%n 个阶段，%1 个微批次，%2 % 的时间空闲</numerusform>
        </translation>
    </message>
    <message>
        <source>No timeline: the plan has no evaluation yet.</source>
        <translation>无时间线：方案尚未评估。</translation>
    </message>
    <message>
        <source>Measured span: %1.</source>
        <translation>测得跨度：%1。</translation>
    </message>
</context>
<context>
    <name>shardscape::TimelineView</name>
    <message>
        <source>Balance</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Spread the layers over the stages so that the step is shortest within memory</source>
        <translation>在显存允许范围内分配各阶段的层数，使单步时间最短</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Stack all schedules of this plan on one axis and measure them against 1f1b</source>
        <translation>将此方案的所有调度放在同一时间轴上，并与 1F1B 对比</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>Show only the chain of tasks that sets the step time (C)</source>
        <translation>只显示决定单步时间的任务链 (C)</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>The table lists every task instead of every stage</source>
        <translation>表格列出每个任务而非每个阶段</translation>
    </message>
    <message>
        <source>Compare schedules</source>
        <translation>对比调度</translation>
    </message>
    <message>
        <source>Balance stages</source>
        <translation>均衡阶段</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流水线</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show the whole step (F, or double click)</source>
        <translation>显示整个步（F 或双击）</translation>
    </message>
    <message>
        <source>Zoom in (W, or the wheel)</source>
        <translation>放大（W 或滚轮）</translation>
    </message>
    <message>
        <source>Zoom out (S, or the wheel)</source>
        <translation>缩小（S 或滚轮）</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Makespan with a barrier %1, longest stage&apos;s span %2, idle %3</source>
        <translation>含屏障的总时长 %1，最长阶段跨度 %2，空闲 %3</translation>
    </message>
    <message>
        <source>Pipeline in words</source>
        <translation>流水线说明</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Show transfers and the optimizer in lanes below the passes (T)</source>
        <translation>在计算下方以泳道显示传输与优化器 (T)</translation>
    </message>
    <message>
        <source>&amp;Compare schedules</source>
        <translation>对比调度(&amp;C)</translation>
    </message>
    <message>
        <source>Critical &amp;path</source>
        <translation>关键路径(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Transfers and optimizer</source>
        <translation>传输与优化器(&amp;T)</translation>
    </message>
    <message>
        <source>Table of &amp;tasks</source>
        <translation>任务表(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Balance stages</source>
        <translation>均衡阶段(&amp;B)</translation>
    </message>
</context>
<context>
    <name>shardscape::TornadoChart</name>
    <message>
        <source>%1 %2, each assumption alone %3 lower (hatched), higher (filled)</source>
        <translation>%1 %2，各项假设单独降低（斜线）或升高（实心）%3</translation>
    </message>
    <message>
        <source>%1 gives %2</source>
        <translation>取 %1 时为 %2</translation>
    </message>
    <message>
        <source>%1, %2: %3; %4. %5</source>
        <translation>%1，%2：%3；%4。%5</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>较低值</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Higher</source>
        <translation>较高值</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>impossible</source>
        <translation>不可行</translation>
    </message>
    <message>
        <source>No assumption changes this figure.</source>
        <translation>没有假设会改变此指标。</translation>
    </message>
    <message>
        <source>%1 more change it less, %2 not at all</source>
        <translation>另有 %1 项影响更小，%2 项毫无影响</translation>
    </message>
    <message>
        <source>; shaded: eight of ten measurements (%1)</source>
        <translation>；阴影：十次实测中的八次（%1）</translation>
    </message>
</context>
<context>
    <name>shardscape::WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>How is a model split over GPUs?</source>
        <translation>模型如何切分到多个 GPU 上？</translation>
    </message>
    <message>
        <source>Choose a start. Every change shows memory, traffic and the pipeline at once; Ctrl+Z takes it back.</source>
        <translation>选择一个起点。每次更改都会立即显示显存、流量与流水线；Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近的文件</translation>
    </message>
    <message>
        <source>The newest first.</source>
        <translation>最新的在前。</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自己的文件</translation>
    </message>
    <message>
        <source>Drop a scenario, a Hugging Face config.json or the output of “nvidia-smi topo -m” on the window, or:</source>
        <translation>将场景、Hugging Face 的 config.json 或“nvidia-smi topo -m”的输出拖到窗口上，或者：</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>暂无文件</translation>
    </message>
    <message>
        <source>Published runs and typical plans, ready to be changed. A double click opens one.</source>
        <translation>公开发表的运行与典型方案，可直接修改。双击即可打开。</translation>
    </message>
    <message>
        <source>Learn with lessons…</source>
        <translation>通过课程学习…</translation>
    </message>
    <message>
        <source>Predict, see what the model computes, and do it yourself.</source>
        <translation>先预测，再看模型的计算结果，然后亲自动手。</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
</context>
</TS>
